package io.dialogue.docs;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import org.json.JSONException;
import org.json.JSONObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A stock client, which remembers what it receives until a test asks for it.
 */
public final class SocketClient implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final List<Message> inbox = new ArrayList<>();

	private final Socket socket;

	private SocketClient(int port, Map<String, String> auth) {
		IO.Options options = IO.Options.builder().setForceNew(true).setReconnection(false).setAuth(auth).build();
		this.socket = IO.socket(URI.create("http://localhost:" + port), options);
		this.socket.onAnyIncoming((args) -> receive(String.valueOf(args[0]), (args.length > 1) ? args[1] : null));
		this.socket.on(Socket.EVENT_CONNECT_ERROR, (args) -> receive(Socket.EVENT_CONNECT_ERROR, args[0]));
		this.socket.connect();
	}

	/**
	 * Begins to connect.
	 */
	public static SocketClient open(int port, Map<String, String> auth) {
		return new SocketClient(port, auth);
	}

	/**
	 * Connects as a user, without token.
	 */
	public static SocketClient connect(int port, String userId) {
		SocketClient client = open(port, Map.of("userId", userId));
		client.next("dialogue:connected");
		return client;
	}

	/**
	 * Connects with a token.
	 */
	public static SocketClient authenticate(int port, String token) {
		SocketClient client = open(port, Map.of("token", token));
		client.next("dialogue:connected");
		return client;
	}

	private void receive(String name, Object data) {
		synchronized (this.inbox) {
			this.inbox.add(new Message(name, json(data)));
		}
	}

	/**
	 * Sends a request and waits for its acknowledgement.
	 */
	public JsonNode request(String name, Map<String, ?> fields) {
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.socket.emit(name, new Object[] { jsonObject(fields) }, (Ack) (args) -> answer.complete(json(args[0])));
		return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	/**
	 * Acknowledges the messages of a name.
	 */
	public void answers(String name, Map<String, ?> answer) {
		this.socket.on(name, (args) -> ((Ack) args[args.length - 1]).call(jsonObject(answer)));
	}

	public JsonNode join(String roomId) {
		return request("dialogue:join", Map.of("roomId", roomId));
	}

	public JsonNode trigger(String roomId, String event, Map<String, ?> data) {
		return request("dialogue:trigger", Map.of("roomId", roomId, "event", event, "data", data));
	}

	/**
	 * Waits for a message, and takes it out of the inbox.
	 */
	public JsonNode next(String name) {
		return next((message) -> message.name().equals(name));
	}

	/**
	 * Waits for an event of a room, and takes it out of the inbox.
	 */
	public JsonNode event(String name) {
		return event(name, (data) -> true);
	}

	/**
	 * Waits for an event of a room with certain data, and takes it out of the inbox.
	 */
	public JsonNode event(String name, Predicate<JsonNode> data) {
		return next((message) -> message.name().equals("dialogue:event")
				&& message.json().path("event").asString().equals(name) && data.test(message.json().path("data")));
	}

	/**
	 * Whether a message has come that no test has asked for.
	 */
	public boolean has(String name) {
		synchronized (this.inbox) {
			return this.inbox.stream().anyMatch((message) -> message.name().equals(name));
		}
	}

	/**
	 * Whether an event of a room has come that no test has asked for.
	 */
	public boolean hasEvent(String name) {
		synchronized (this.inbox) {
			return this.inbox.stream()
				.anyMatch((message) -> message.name().equals("dialogue:event")
						&& message.json().path("event").asString().equals(name));
		}
	}

	private JsonNode next(Predicate<Message> wanted) {
		return await().atMost(PATIENCE).until(() -> take(wanted), (message) -> message != null).json();
	}

	private Message take(Predicate<Message> wanted) {
		synchronized (this.inbox) {
			Iterator<Message> messages = this.inbox.iterator();
			while (messages.hasNext()) {
				Message message = messages.next();
				if (wanted.test(message)) {
					messages.remove();
					return message;
				}
			}
			return null;
		}
	}

	private static JsonNode json(Object data) {
		return (data instanceof JSONObject) ? MAPPER.readTree(data.toString()) : MAPPER.nullNode();
	}

	private static JSONObject jsonObject(Map<String, ?> fields) {
		try {
			return new JSONObject(MAPPER.writeValueAsString(fields));
		}
		catch (JSONException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@Override
	public void close() {
		this.socket.close();
	}

	private record Message(String name, JsonNode json) {

	}

}
