package io.dialogue.sample.secured;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import org.awaitility.Awaitility;
import org.json.JSONException;
import org.json.JSONObject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stock client that keeps what it hears.
 */
final class SampleSocket implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<JSONObject> events = new CopyOnWriteArrayList<>();

	private final CompletableFuture<JSONObject> connected = new CompletableFuture<>();

	private final CompletableFuture<JSONObject> refused = new CompletableFuture<>();

	private final CompletableFuture<JSONObject> left = new CompletableFuture<>();

	private final CompletableFuture<String> ended = new CompletableFuture<>();

	private final Socket socket;

	private SampleSocket(int port, Map<String, List<String>> headers, Map<String, String> auth) {
		IO.Options options = IO.Options.builder()
			.setForceNew(true)
			.setReconnection(false)
			.setTransports(new String[] { "websocket" })
			.setExtraHeaders(headers)
			.setAuth(auth)
			.build();
		this.socket = IO.socket(URI.create("http://localhost:" + port), options);
		this.socket.on("dialogue:connected", (args) -> this.connected.complete((JSONObject) args[0]));
		this.socket.on("dialogue:event", (args) -> this.events.add((JSONObject) args[0]));
		this.socket.on("dialogue:left", (args) -> this.left.complete((JSONObject) args[0]));
		this.socket.on(Socket.EVENT_CONNECT_ERROR, (args) -> this.refused
			.complete((args[0] instanceof JSONObject refusal) ? refusal : new JSONObject(Map.of("message", args[0]))));
		this.socket.on(Socket.EVENT_DISCONNECT, (args) -> this.ended.complete(String.valueOf(args[0])));
		this.socket.connect();
	}

	/** With a browser's cookies; it claims to be somebody else. */
	static SampleSocket withCookie(int port, String cookie) {
		return new SampleSocket(port, Map.of("Cookie", List.of(cookie)), Map.of("userId", "root"));
	}

	static SampleSocket withToken(int port, String token) {
		return new SampleSocket(port, Map.of(), Map.of("token", token));
	}

	/** Who the server says that this client is. */
	String userId() throws JSONException {
		return value(this.connected).getString("userId");
	}

	/** Why the server does not let this client in. */
	String refusal() throws JSONException {
		return value(this.refused).getString("message");
	}

	JSONObject left() {
		return value(this.left);
	}

	/** Why the connection ended. */
	String end() {
		return value(this.ended);
	}

	boolean isConnected() {
		return this.socket.connected();
	}

	JSONObject join(String roomId) {
		return request("dialogue:join", Map.of("roomId", roomId));
	}

	JSONObject request(String name, Map<String, ?> fields) {
		CompletableFuture<Object> answer = new CompletableFuture<>();
		this.socket.emit(name, new Object[] { new JSONObject(fields) }, (Ack) (args) -> answer.complete(args[0]));
		return (JSONObject) value(answer);
	}

	/** The ids of the rooms that this client may see. */
	String rooms() {
		CompletableFuture<Object> answer = new CompletableFuture<>();
		this.socket.emit("dialogue:listRooms", new Object[0], (Ack) (args) -> answer.complete(args[0]));
		return String.valueOf(value(answer));
	}

	void hears(String event, Predicate<String> data) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(heard(event)).as("%s", this.events).anyMatch(data));
	}

	/** The data of the events of this name, as text. */
	List<String> heard(String event) {
		return this.events.stream()
			.filter((message) -> event.equals(message.opt("event")))
			.map((message) -> String.valueOf(message.opt("data")))
			.toList();
	}

	private static <T> T value(CompletableFuture<T> future) {
		return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	@Override
	public void close() {
		this.socket.close();
	}

}
