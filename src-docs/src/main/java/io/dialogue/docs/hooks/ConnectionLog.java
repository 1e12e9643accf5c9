package io.dialogue.docs.hooks;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.dialogue.client.ClientSocket;
import io.dialogue.client.DisconnectReason;
import io.dialogue.hook.SocketHooks;

/**
 * Logs sockets, and greets each with the server's version.
 */
// tag::hooks[]
@Component
class ConnectionLog implements SocketHooks {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionLog.class);

	@Override
	public void onConnect(ClientSocket socket) {
		logger.info("{} connects from {}", socket.id(), socket.handshake().address());
		socket.send("server-info", Map.of("version", "1.0.0"));
	}

	@Override
	public void onDisconnect(ClientSocket socket, DisconnectReason reason) {
		logger.info("{} has gone: {}", socket.id(), reason.text());
	}

}
// end::hooks[]
