package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;

/**
 * This module's server, with its own defaults.
 */
final class HardenedTarget implements AttackTarget {

	private final TestGateway gateway = new TestGateway();

	private final EngineContext context;

	private final EngineServer server;

	HardenedTarget() {
		this.gateway.onOpen = (connection) -> {
			if ("good".equals(connection.handshake().token())) {
				connection.accept();
			}
			else {
				connection.refuse(new DialogueException(ErrorCode.PERMISSION_DENIED, "No"));
			}
		};
		SocketIoServerSettings settings = SocketIoServerSettings.builder()
			.host("127.0.0.1")
			.eventLoopThreads(2)
			.build();
		this.context = new EngineContext(settings, new SocketSessions(this.gateway, settings));
		this.server = new EngineServer(this.context, List.of(), null);
	}

	@Override
	public int port() {
		return this.server.port();
	}

	@Override
	public int received() {
		return this.gateway.sessions.stream().mapToInt((session) -> session.requests.size()).sum();
	}

	@Override
	public String idOfFirstClient() {
		return this.gateway.only().connection.id();
	}

	@Override
	public int sessions() {
		return this.context.sessions().size();
	}

	@Override
	public int clients() {
		return open().size();
	}

	private List<ClientConnection> open() {
		return this.gateway.sessions.stream()
			.map((session) -> session.connection)
			.filter(ClientConnection::isOpen)
			.toList();
	}

	@Override
	public void broadcast(String text) {
		List<ClientConnection> recipients = open();
		if (!recipients.isEmpty()) {
			recipients.get(0).fanOut().send(TestGateway.message("news", "\"" + text + "\""), recipients);
		}
	}

	@Override
	public void disconnectAll() {
		open().forEach((connection) -> connection.close(DisconnectReason.SERVER_DISCONNECT));
	}

	@Override
	public void close() {
		this.server.stop(Duration.ofMillis(300));
	}

	@Override
	public String toString() {
		return "ours";
	}

}
