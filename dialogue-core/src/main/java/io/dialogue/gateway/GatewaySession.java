package io.dialogue.gateway;

import java.util.concurrent.CompletionStage;

import io.dialogue.client.DisconnectReason;

/**
 * The library's side of one connection, to which its transport reports. No method blocks,
 * and none runs the application's code on the caller's thread.
 */
public interface GatewaySession {

	/**
	 * Hands over a request of the client. Requests of one connection are handled one
	 * after the other, in the order of these calls. To be called by one thread at a time,
	 * and only after the connection was accepted. If too many wait, the session pauses
	 * the connection's reading.
	 * @param request the request
	 */
	void request(GatewayRequest request);

	/**
	 * Hands over what the client answered to a message that
	 * {@linkplain io.dialogue.client.ClientConnection#sendWithAck asked for it}. Answers
	 * for which nobody waits, or waits any more, are ignored.
	 * @param answer the answer
	 */
	void answered(ClientAnswer answer);

	/**
	 * Reports that the connection ended. Called exactly once for each session, whoever
	 * ended it and whether it was accepted or not; requests that were handed over before
	 * are still handled.
	 * @param reason why
	 */
	void closed(DisconnectReason reason);

	/**
	 * When the requests are handled that were handed over so far, also if the connection
	 * has ended. A transport on which one client may connect several times asks before it
	 * opens the next session, so that a client has one mailbox at a time.
	 * @return completes then
	 */
	CompletionStage<?> handled();

}
