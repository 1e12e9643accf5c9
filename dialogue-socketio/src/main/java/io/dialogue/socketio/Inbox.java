package io.dialogue.socketio;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What a session's WebSocket brought while reading was paused: no more than was read from
 * the socket before. Confined to the session's order of tasks.
 */
final class Inbox {

	private final Queue<EnginePacket> held = new ArrayDeque<>();

	private final EngineSession session;

	Inbox(EngineSession session) {
		this.session = session;
	}

	/**
	 * Whether nothing is held back.
	 * @return {@code true} if so
	 */
	boolean isEmpty() {
		return this.held.isEmpty();
	}

	/**
	 * Holds a packet back.
	 * @param packet the packet
	 */
	void hold(EnginePacket packet) {
		this.held.add(packet);
	}

	/**
	 * Handles what was held back, until reading pauses again.
	 */
	void resume() {
		while (this.session.isReading() && !isEmpty()) {
			this.session.handle(this.held.remove());
		}
	}

}
