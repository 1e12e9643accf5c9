package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.Droppable;
import io.dialogue.gateway.ClientAnswer;
import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * A gateway that accepts everyone and echoes: {@code echo} is sent back as an event, and
 * every request that asks for it is acknowledged with its payload.
 */
class TestGateway implements DialogueGateway {

	final List<Session> sessions = new CopyOnWriteArrayList<>();

	final Queue<Droppable> dropped = new ConcurrentLinkedQueue<>();

	Consumer<ClientConnection> onOpen = ClientConnection::accept;

	BiConsumer<Session, GatewayRequest> onRequest = TestGateway::echo;

	@Override
	public GatewaySession open(ClientConnection connection) {
		Session session = new Session(connection);
		this.sessions.add(session);
		this.onOpen.accept(connection);
		return session;
	}

	@Override
	public void dropped(Droppable event) {
		this.dropped.add(event);
	}

	Session only() {
		return this.sessions.get(0);
	}

	static void echo(Session session, GatewayRequest request) {
		OutboundMessage answer = message("echo", request.payload().isMissingNode() ? "" : request.payload().toString());
		if (request.ack() != null) {
			request.ack().accept(answer);
		}
		else {
			session.connection.send(answer);
		}
	}

	static OutboundMessage message(String name, String json) {
		return OutboundMessage.of(name, json.getBytes(StandardCharsets.UTF_8));
	}

	class Session implements GatewaySession {

		final ClientConnection connection;

		final BlockingQueue<GatewayRequest> requests = new LinkedBlockingQueue<>();

		final BlockingQueue<ClientAnswer> answers = new LinkedBlockingQueue<>();

		final List<DisconnectReason> reasons = new CopyOnWriteArrayList<>();

		volatile CompletionStage<?> handled = CompletableFuture.completedStage(null);

		Session(ClientConnection connection) {
			this.connection = connection;
		}

		@Override
		public void request(GatewayRequest request) {
			TestGateway.this.onRequest.accept(this, request);
			this.requests.add(request);
		}

		@Override
		public void answered(ClientAnswer answer) {
			this.answers.add(answer);
		}

		@Override
		public void closed(DisconnectReason reason) {
			this.reasons.add(reason);
		}

		@Override
		public CompletionStage<?> handled() {
			return this.handled;
		}

	}

}
