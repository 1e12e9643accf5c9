package io.dialogue.socketio;

import java.util.Map;

import io.dialogue.client.Handshake;

/**
 * What all sessions share of Socket.IO: the parser of packets, and the namespaces that
 * clients can connect to.
 *
 * @param parser the parser
 * @param factories what makes the connections to a namespace, by its name
 */
record Namespaces(SocketPacketParser parser, Map<String, Factory> factories) {

	/**
	 * Makes the connections to a namespace.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * A client asks to connect. The connection is opened later, if the client is
		 * still there.
		 * @param session the client's session
		 * @param namespace the namespace's name
		 * @param handshake what the client said
		 * @return the connection
		 */
		SocketConnection create(EngineSession session, String namespace, Handshake handshake);

	}

}
