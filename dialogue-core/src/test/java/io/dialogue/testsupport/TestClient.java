package io.dialogue.testsupport;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;
import io.dialogue.gateway.ClientAnswer;
import io.dialogue.gateway.GatewayRequest;

/**
 * A client at the other end of a {@link FakeConnection}.
 */
public final class TestClient {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final FakeConnection connection;

	TestClient(FakeConnection connection) {
		this.connection = connection;
	}

	/**
	 * The connection, with all that was sent to the client.
	 * @return the connection
	 */
	public FakeConnection connection() {
		return this.connection;
	}

	/**
	 * The client's id.
	 * @return the id
	 */
	public String id() {
		return this.connection.id();
	}

	/**
	 * Sends a request without acknowledgement.
	 * @param name the request's name
	 * @param payload its argument: a tree, an object that Jackson serialises, or
	 * {@code null} for none
	 */
	public void send(String name, @Nullable Object payload) {
		this.connection.request(new GatewayRequest(name, tree(payload), null));
	}

	/**
	 * Sends a request with acknowledgement.
	 * @param name the request's name
	 * @param payload its argument: a tree, an object that Jackson serialises, or
	 * {@code null} for none
	 * @return completes with the acknowledgement
	 */
	public CompletableFuture<JsonNode> ask(String name, @Nullable Object payload) {
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.connection.request(new GatewayRequest(name, tree(payload), (ack) -> {
			this.connection.acknowledged(ack);
			if (!answer.complete(read(ack))) {
				throw new IllegalStateException("Acknowledged twice");
			}
		}));
		return answer;
	}

	/**
	 * Sends a request and waits for its acknowledgement.
	 * @param name the request's name
	 * @param payload its argument
	 * @return the acknowledgement
	 */
	public JsonNode ack(String name, @Nullable Object payload) {
		return await(ask(name, payload));
	}

	/**
	 * Acknowledges a message of the server.
	 * @param ackId the id with which the server asked
	 * @param answer the answer: a tree, an object that Jackson serialises, or
	 * {@code null} for none
	 */
	public void answer(long ackId, @Nullable Object answer) {
		this.connection.answer(new ClientAnswer(ackId, tree(answer), 0));
	}

	/**
	 * Joins a room and waits for the answer.
	 * @param roomId the room's id
	 * @return the acknowledgement
	 */
	public JsonNode join(String roomId) {
		return ack("dialogue:join", Map.of("roomId", roomId));
	}

	/**
	 * Triggers an event and waits for the answer.
	 * @param roomId the room's id
	 * @param event the event's name
	 * @param data its data
	 * @return the acknowledgement
	 */
	public JsonNode trigger(String roomId, String event, Object data) {
		return ack("dialogue:trigger", Map.of("roomId", roomId, "event", event, "data", data));
	}

	/**
	 * The events that came, in order.
	 * @return their envelopes
	 */
	public List<JsonNode> events() {
		return this.connection.messages("dialogue:event");
	}

	/**
	 * Loses the connection.
	 */
	public void drop() {
		this.connection.drop(DisconnectReason.TRANSPORT_CLOSE);
	}

	private static JsonNode tree(@Nullable Object payload) {
		if (payload == null) {
			return MAPPER.missingNode();
		}
		return (payload instanceof JsonNode tree) ? tree : MAPPER.valueToTree(payload);
	}

	private static JsonNode read(OutboundMessage message) {
		byte[] json = new byte[message.length()];
		message.copyTo(json, 0);
		return MAPPER.readTree(json);
	}

	/**
	 * Waits for something that must come.
	 * @param <T> its type
	 * @param future what is to come
	 * @return the result
	 */
	public static <T> T await(CompletableFuture<T> future) {
		try {
			return future.get(FakeConnection.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new AssertionError("It did not come in time", ex);
		}
		catch (Exception ex) {
			throw new AssertionError("It failed: " + ex, ex);
		}
	}

}
