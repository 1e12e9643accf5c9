package io.dialogue.socketio;

import java.net.SocketAddress;

import io.dialogue.client.Handshake;

/**
 * A handshake between the guard that let it through and the session that the engine makes
 * of it, with the seat that it takes among all sessions.
 *
 * @param handshake what the client said
 * @param seats the count of sessions
 * @param peer who takes the seat
 */
record PendingHandshake(Handshake handshake, ConnectionLimits seats, SocketAddress peer) {

	/**
	 * Frees the seat. To be called once.
	 */
	void release() {
		this.seats.release(this.peer);
	}

}
