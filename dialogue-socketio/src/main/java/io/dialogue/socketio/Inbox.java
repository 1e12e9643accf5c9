package io.dialogue.socketio;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * What a session's WebSocket brought while reading was paused: no more than was read from
 * the socket before. Confined to the session's order of tasks.
 */
final class Inbox {

	/** There from the first packet on that is held back. */
	private @Nullable Queue<EnginePacket> held;

	private final EngineSession session;

	Inbox(EngineSession session) {
		this.session = session;
	}

	/**
	 * Handles a packet, or holds it back.
	 * @param packet the packet
	 */
	void received(EnginePacket packet) {
		if (this.session.isReading() && (this.held == null || this.held.isEmpty())) {
			this.session.handle(packet);
		}
		else if (this.session.isOpen()) {
			if (this.held == null) {
				this.held = new ArrayDeque<>();
			}
			this.held.add(packet);
		}
	}

	/**
	 * Handles what was held back, until reading pauses again.
	 */
	void resume() {
		while (this.session.isReading() && this.held != null && !this.held.isEmpty()) {
			this.session.handle(this.held.remove());
		}
	}

	void clear() {
		this.held = null;
	}

}
