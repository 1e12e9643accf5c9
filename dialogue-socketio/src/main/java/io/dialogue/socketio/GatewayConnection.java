package io.dialogue.socketio;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.gateway.ClientAnswer;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * A connection to the application's namespace: events are requests to the gateway, and
 * acknowledgements are answers.
 */
final class GatewayConnection extends SocketConnection {

	private static final Logger logger = LoggerFactory.getLogger(GatewayConnection.class);

	private final DialogueGateway gateway;

	/** What the gateway knows of it, if it could be opened. */
	private @Nullable GatewaySession client;

	GatewayConnection(EngineSession session, String namespace, Handshake handshake, DialogueGateway gateway) {
		super(session, namespace, handshake);
		this.gateway = gateway;
	}

	@Override
	void open() {
		try {
			this.client = this.gateway.open(this);
		}
		catch (RuntimeException ex) {
			String incident = UUID.randomUUID().toString();
			logger.error("Connection {} failed to open ({})", id(), incident, ex);
			refuse(new DialogueException(ErrorCode.INTERNAL_ERROR, "Internal error " + incident));
		}
	}

	@Override
	void event(JsonNode name, ArrayNode arguments, List<byte[]> attachments, @Nullable Long ack) {
		if (this.client != null) {
			Consumer<OutboundMessage> answer = (ack != null) ? (message) -> acknowledge(ack, message) : null;
			this.client.request(new GatewayRequest(name.asString(), first(arguments), attachments.size(), answer));
		}
	}

	private static JsonNode first(ArrayNode arguments) {
		return arguments.isEmpty() ? MissingNode.getInstance() : arguments.get(0);
	}

	@Override
	void acknowledged(long ack, ArrayNode arguments, List<byte[]> attachments) {
		if (this.client != null) {
			this.client.answered(new ClientAnswer(ack, first(arguments), attachments.size()));
		}
	}

	@Override
	void closed(DisconnectReason reason) {
		if (this.client != null) {
			this.client.closed(reason);
		}
	}

	@Override
	CompletionStage<?> handled() {
		return (this.client != null) ? this.client.handled() : super.handled();
	}

}
