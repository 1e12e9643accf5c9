package io.dialogue.socketio;

import io.dialogue.client.DisconnectReason;
import io.dialogue.event.Droppable;

/**
 * What an Engine.IO session reports to the protocol on top of it. Called by one thread at
 * a time, an event loop: no method may block.
 */
interface EngineListener {

	/**
	 * A text message came in.
	 * @param message its content
	 */
	void text(String message);

	/**
	 * A binary message came in.
	 * @param message its content
	 */
	void binary(byte[] message);

	/**
	 * The server is about to close the session, and others.
	 * @param retryAfter when the client should come back, in milliseconds
	 */
	void draining(long retryAfter);

	/**
	 * The session ended. Called once, last.
	 * @param reason why
	 */
	void closed(DisconnectReason reason);

	/**
	 * The protocol on top of Engine.IO.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * A session began.
		 * @param session the session
		 * @return what is told about it from now on
		 */
		EngineListener opened(EngineSession session);

		/**
		 * An event was dropped for a client that reads too slowly. Called by any thread;
		 * must not block.
		 * @param event the event
		 */
		default void dropped(Droppable event) {
		}

	}

}
