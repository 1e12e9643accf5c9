package io.dialogue.socketio;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A packet of the Socket.IO protocol as it came in.
 *
 * @param type its type
 * @param namespace the namespace, without a query
 * @param attachments how many binary attachments follow it
 * @param id the id of an acknowledgement, or {@code null}
 * @param data what it carries, or {@code null} if it carries nothing
 */
record SocketPacket(Type type, String namespace, int attachments, @Nullable Long id, @Nullable JsonNode data) {

	static final String MAIN_NAMESPACE = "/";

	/**
	 * The types of packets, in the order of their numbers.
	 */
	enum Type {

		CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR, BINARY_EVENT, BINARY_ACK;

		private static final Type[] VALUES = values();

		static @Nullable Type of(char digit) {
			int number = digit - '0';
			return (number >= 0 && number < VALUES.length) ? VALUES[number] : null;
		}

		boolean isBinary() {
			return this == BINARY_EVENT || this == BINARY_ACK;
		}

	}

	/**
	 * Leaves out what it carries, which is the user's.
	 */
	@Override
	public String toString() {
		return "SocketPacket[" + this.type + "]";
	}

}
