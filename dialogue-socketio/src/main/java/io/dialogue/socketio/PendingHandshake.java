package io.dialogue.socketio;

import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.util.AttributeKey;

import io.dialogue.client.Handshake;

/**
 * A handshake between the guard that let it through and the session that the engine makes
 * of it, with the seat that it takes among all sessions.
 */
final class PendingHandshake {

	/** The handshake that a channel's latest request began. */
	static final AttributeKey<PendingHandshake> KEY = AttributeKey.valueOf(PendingHandshake.class, "pending");

	private final Handshake handshake;

	private final Runnable seat;

	private final AtomicBoolean free = new AtomicBoolean();

	/**
	 * Creates a handshake.
	 * @param handshake what the client said
	 * @param seat frees the seat that is taken
	 */
	PendingHandshake(Handshake handshake, Runnable seat) {
		this.handshake = handshake;
		this.seat = seat;
	}

	Handshake handshake() {
		return this.handshake;
	}

	/**
	 * Frees the seat, once.
	 */
	void release() {
		if (this.free.compareAndSet(false, true)) {
			this.seat.run();
		}
	}

}
