package io.dialogue.hook;

import io.dialogue.client.ClientSocket;
import io.dialogue.client.DisconnectReason;

/**
 * Hooks on the life of sockets, below clients. Beans of this type are called in their
 * order, off the I/O threads; what they throw is logged.
 */
public interface SocketHooks {

	/**
	 * Called when a socket was authenticated, before its client is registered.
	 * @param socket the socket, to which messages can be sent
	 * @throws Exception is logged
	 */
	default void onConnect(ClientSocket socket) throws Exception {
	}

	/**
	 * Called when a socket has gone, after the client's hooks.
	 * @param socket the socket
	 * @param reason why
	 * @throws Exception is logged
	 */
	default void onDisconnect(ClientSocket socket, DisconnectReason reason) throws Exception {
	}

}
