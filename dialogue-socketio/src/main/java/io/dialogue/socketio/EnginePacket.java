package io.dialogue.socketio;

import org.jspecify.annotations.Nullable;

/**
 * A packet of the Engine.IO protocol as it came in.
 *
 * @param type its type's character, {@link #BINARY} for a binary message, or
 * {@link #INVALID}
 * @param text what follows the type; empty for binary messages
 * @param bytes a binary message's content, otherwise {@code null}
 */
record EnginePacket(char type, String text, byte @Nullable [] bytes) {

	static final char OPEN = '0';

	static final char CLOSE = '1';

	static final char PING = '2';

	static final char PONG = '3';

	static final char MESSAGE = '4';

	static final char UPGRADE = '5';

	static final char NOOP = '6';

	static final char BINARY = 'b';

	static final char INVALID = '?';

	private static final String PROBE = "probe";

	static EnginePacket text(@Nullable String packet) {
		if (packet == null || packet.isEmpty() || packet.charAt(0) < OPEN || packet.charAt(0) > NOOP) {
			return new EnginePacket(INVALID, "", null);
		}
		return new EnginePacket(packet.charAt(0), packet.substring(1), null);
	}

	static EnginePacket binary(byte[] content) {
		return new EnginePacket(BINARY, "", content);
	}

	boolean isProbe() {
		return this.type == PING && PROBE.equals(this.text);
	}

	/**
	 * Leaves out the content, which is the user's.
	 */
	@Override
	public String toString() {
		return "EnginePacket[" + this.type + "]";
	}

}
