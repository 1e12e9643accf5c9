package io.dialogue.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.dialogue.error.ErrorCode;

/**
 * A socket before (and below) its client: what the socket hooks see.
 */
public interface ClientSocket {

	/**
	 * The connection's id; the later client has the same.
	 * @return the id
	 */
	String id();

	/**
	 * Address, headers, cookies, query and the connect payload.
	 * @return the handshake
	 */
	Handshake handshake();

	/**
	 * Who the client is.
	 * @return the identity
	 */
	ClientIdentity identity();

	/**
	 * Sends to this socket only, without envelope.
	 * @param event the message's name
	 * @param data its argument, serialised with Jackson; {@code null} is sent as null
	 */
	void send(String event, @Nullable Object data);

	/**
	 * Sends to this socket only, without envelope, and asks for an acknowledgement: what
	 * the client calls back with, as in JavaScript
	 * {@code socket.on(event, (data, ack) => ack(answer))}. Binds the answer strictly and
	 * checks its constraints, as an event's.
	 * <p>
	 * The answer is the client's: nothing says that it is true. Hooks and listeners
	 * should not wait for the future.
	 * @param <R> the type of the answer
	 * @param event the message's name
	 * @param data its argument, serialised with Jackson; {@code null} is sent as null
	 * @param answerType the type of the answer; {@code Void} for whatever the client
	 * answers, which is left out, and {@code JsonNode} for the answer as it is
	 * @param timeout how long to wait
	 * @return completes with the answer, on a worker's thread; fails with
	 * {@link AckException} if the connection ends first, the time is over, too many
	 * acknowledgements of this client wait (see {@link ClientLimits}), or the answer is
	 * invalid, too large, or has attachments. To cancel it is to wait no longer
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	<R> CompletableFuture<R> sendWithAck(String event, @Nullable Object data, Class<R> answerType, Duration timeout);

	/**
	 * Ends the connection and tells the client to stay away.
	 */
	void disconnect();

	/**
	 * Ends the connection, tells the client why (as {@code dialogue:error} with
	 * {@code PERMISSION_DENIED}) and to stay away.
	 * @param reason the reason, in words for the client
	 */
	default void disconnect(String reason) {
		send("dialogue:error", Map.of("code", ErrorCode.PERMISSION_DENIED, "message", reason));
		disconnect();
	}

}
