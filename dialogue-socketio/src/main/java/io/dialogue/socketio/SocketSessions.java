package io.dialogue.socketio;

import java.util.Map;

import io.dialogue.client.Handshake;
import io.dialogue.event.Droppable;
import io.dialogue.gateway.DialogueGateway;

/**
 * Connects Engine.IO sessions to the gateway, by way of Socket.IO's default namespace.
 */
final class SocketSessions implements EngineListener.Factory {

	private final DialogueGateway gateway;

	private final Namespaces namespaces;

	SocketSessions(DialogueGateway gateway, SocketIoServerSettings settings) {
		this.gateway = gateway;
		this.namespaces = new Namespaces(new SocketPacketParser(settings),
				Map.of(SocketPacket.MAIN_NAMESPACE, this::connect));
	}

	private SocketConnection connect(EngineSession session, String namespace, Handshake handshake) {
		return new GatewayConnection(session, namespace, handshake, this.gateway);
	}

	@Override
	public EngineListener opened(EngineSession session) {
		return new SocketSession(session, this.namespaces);
	}

	@Override
	public void dropped(Droppable event) {
		this.gateway.dropped(event);
	}

}
