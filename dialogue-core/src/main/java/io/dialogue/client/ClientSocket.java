package io.dialogue.client;

import java.util.Map;

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
