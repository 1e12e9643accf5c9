package io.dialogue.client;

import org.jspecify.annotations.Nullable;

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

}
