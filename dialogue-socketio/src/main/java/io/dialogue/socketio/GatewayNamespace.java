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
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.gateway.ClientAnswer;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * The namespace of the application: hands over to the gateway what clients ask for.
 */
final class GatewayNamespace implements NamespaceHandler {

	private static final Logger logger = LoggerFactory.getLogger(GatewayNamespace.class);

	private final DialogueGateway gateway;

	GatewayNamespace(DialogueGateway gateway) {
		this.gateway = gateway;
	}

	@Override
	public Listener connect(SocketConnection connection) {
		try {
			return new Requests(connection, this.gateway.open(connection));
		}
		catch (RuntimeException ex) {
			String incident = UUID.randomUUID().toString();
			logger.error("Connection {} failed to open ({})", connection.id(), incident, ex);
			connection.refuse(new DialogueException(ErrorCode.INTERNAL_ERROR, "Internal error " + incident));
			return new Failed();
		}
	}

	/**
	 * Turns events into requests, and acknowledgements into answers.
	 */
	private record Requests(SocketConnection connection, GatewaySession session) implements Listener {

		@Override
		public void event(JsonNode name, ArrayNode arguments, List<byte[]> attachments, @Nullable Long ack) {
			JsonNode payload = first(arguments);
			Consumer<OutboundMessage> answer = (ack != null) ? (message) -> this.connection.acknowledge(ack, message)
					: null;
			this.session.request(new GatewayRequest(name.asString(), payload, attachments.size(), answer));
		}

		private static JsonNode first(ArrayNode arguments) {
			return arguments.isEmpty() ? MissingNode.getInstance() : arguments.get(0);
		}

		@Override
		public void acknowledged(long ack, ArrayNode arguments, List<byte[]> attachments) {
			this.session.answered(new ClientAnswer(ack, first(arguments), attachments.size()));
		}

		@Override
		public void closed(DisconnectReason reason) {
			this.session.closed(reason);
		}

		@Override
		public CompletionStage<?> handled() {
			return this.session.handled();
		}

	}

	/**
	 * A connection that the gateway never knew.
	 */
	private static final class Failed implements Listener {

		@Override
		public void event(JsonNode name, ArrayNode arguments, List<byte[]> attachments, @Nullable Long ack) {
		}

		@Override
		public void acknowledged(long ack, ArrayNode arguments, List<byte[]> attachments) {
		}

		@Override
		public void closed(DisconnectReason reason) {
		}

	}

}
