package io.dialogue.socketio;

import java.util.Map;

import io.dialogue.event.Droppable;
import io.dialogue.gateway.DialogueGateway;

/**
 * Connects Engine.IO sessions to the gateway, by way of Socket.IO's default namespace.
 */
final class SocketSessions implements EngineListener.Factory {

	private final DialogueGateway gateway;

	private final SocketPacketParser parser;

	private final Map<String, NamespaceHandler> namespaces;

	SocketSessions(DialogueGateway gateway, SocketIoServerSettings settings) {
		this.gateway = gateway;
		this.parser = new SocketPacketParser(settings);
		this.namespaces = Map.of(SocketPacket.MAIN_NAMESPACE, new GatewayNamespace(gateway));
	}

	@Override
	public EngineListener opened(EngineSession session) {
		return new SocketSession(session, this.parser, this.namespaces);
	}

	@Override
	public void dropped(Droppable event) {
		this.gateway.dropped(event);
	}

}
