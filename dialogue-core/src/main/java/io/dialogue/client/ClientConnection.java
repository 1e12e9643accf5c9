package io.dialogue.client;

import java.util.List;

import io.dialogue.error.DialogueException;

/**
 * A transport's connection to one client: what a gateway server implements. All methods
 * may be called by any thread and never block. Messages arrive in the order of the calls
 * of one thread; what is sent after the connection ended is dropped.
 */
public interface ClientConnection {

	/**
	 * The id of this connection, which clients may learn from each other. Random, and
	 * useless as a credential.
	 * @return the id
	 */
	String id();

	/**
	 * What the client said when it connected.
	 * @return the handshake
	 */
	Handshake handshake();

	/**
	 * Whether messages can still be sent.
	 * @return {@code false} if the connection ended or is about to
	 */
	boolean isOpen();

	/**
	 * Confirms the client's request to connect. Called once at most, before any
	 * {@link #send}.
	 */
	void accept();

	/**
	 * Refuses the client's request to connect. Called once at most, instead of
	 * {@link #accept}; the client gets nothing else, and its connection ends.
	 * @param error what to tell it
	 */
	void refuse(DialogueException error);

	/**
	 * Sends a message.
	 * @param message the message
	 */
	void send(OutboundMessage message);

	/**
	 * Sends a message that asks the client for an acknowledgement. The answer is reported
	 * to the session with the same id; that it is the first, and one that was asked for,
	 * is the session's to find out.
	 * @param message the message
	 * @param ackId the id of the acknowledgement, not negative
	 */
	void sendWithAck(OutboundMessage message, long ackId);

	/**
	 * Whether little waits to be sent, so that who has much to send may go on. Who does
	 * not ask may send all the same.
	 * @return {@code false} if it is better to wait for {@link #whenWritable};
	 * {@code true} once the connection ended
	 */
	boolean isWritable();

	/**
	 * Calls back once, as soon as the connection is writable or has ended; at once if it
	 * is or has.
	 * @param task what to call, on any thread, the caller's included; must not block and
	 * must not run the application's code
	 */
	void whenWritable(Runnable task);

	/**
	 * The way to send one message to many connections like this at once.
	 * @return the same object for all connections of one transport
	 */
	FanOut fanOut();

	/**
	 * Ends the connection once what was sent before is out, or drops that where the
	 * reason {@linkplain DisconnectReason#isImmediate() says so}.
	 * @param reason why: a {@linkplain DisconnectReason#isFinal() final} one tells the
	 * client to stay away, all others close the transport only, so that it connects again
	 */
	void close(DisconnectReason reason);

	/**
	 * Stops handing over what the client sends until {@link #resumeReading}, and suspends
	 * the deadline of its heartbeat as long. What was read already is held back.
	 */
	void pauseReading();

	/**
	 * Reads again what the client sends.
	 */
	void resumeReading();

	/**
	 * Sends one message to many connections of one transport.
	 */
	@FunctionalInterface
	interface FanOut {

		/**
		 * Sends a message to connections, in order with all else that is sent to them.
		 * Never blocks.
		 * @param message the message
		 * @param recipients the connections, all of this transport; never modified later
		 */
		void send(OutboundMessage message, List<? extends ClientConnection> recipients);

	}

}
