package io.dialogue.integration;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.springframework.test.util.ReflectionTestUtils;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stock Java client, which keeps all that it receives, in order. It does not
 * reconnect.
 */
final class TestClient implements AutoCloseable {

	private static final int SECONDS = 10;

	/** Shared, since each client would have a pool of threads of its own. */
	private static final OkHttpClient HTTP = new OkHttpClient.Builder().dispatcher(dispatcher())
		.readTimeout(1, TimeUnit.MINUTES)
		.build();

	private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

	private final CompletableFuture<JsonNode> refusal = new CompletableFuture<>();

	private final CompletableFuture<String> disconnected = new CompletableFuture<>();

	private final Socket socket;

	private volatile boolean closed;

	private TestClient(Socket socket) {
		this.socket = socket;
		socket.onAnyIncoming((args) -> this.received.add(Message.of(args)));
		socket.on(Socket.EVENT_CONNECT_ERROR, (args) -> this.refusal.complete(Json.received(args[0])));
		socket.on(Socket.EVENT_DISCONNECT, (args) -> this.disconnected.complete(String.valueOf(args[0])));
	}

	/** Begins to connect, with a connect payload of texts and numbers, or none. */
	static TestClient open(int port, JsonNode auth, String... transports) {
		return open(port, auth, Map.of(), transports);
	}

	/** Begins to connect, with headers in all requests. */
	static TestClient open(int port, JsonNode auth, Map<String, List<String>> headers, String... transports) {
		IO.Options options = new IO.Options();
		options.extraHeaders = headers;
		options.forceNew = true;
		options.reconnection = false;
		options.transports = transports;
		options.callFactory = HTTP;
		options.webSocketFactory = HTTP;
		authenticate(options, auth);
		Socket socket = IO.socket(URI.create("http://127.0.0.1:" + port), options);
		TestClient client = new TestClient(socket);
		socket.connect();
		return client;
	}

	/** The client takes texts only, but sends whatever values the map holds. */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static void authenticate(IO.Options options, JsonNode auth) {
		if (auth.isObject()) {
			Map values = new java.util.LinkedHashMap();
			auth.properties().forEach((field) -> values.put(field.getKey(), Json.argument(field.getValue())));
			options.auth = values;
		}
	}

	private static Dispatcher dispatcher() {
		Dispatcher dispatcher = new Dispatcher();
		dispatcher.setMaxRequests(2000);
		dispatcher.setMaxRequestsPerHost(2000);
		return dispatcher;
	}

	/** Acknowledges messages of a name with what they are answered. */
	void answers(String event, UnaryOperator<JsonNode> answer) {
		this.socket.on(event,
				(args) -> ((Ack) args[args.length - 1]).call(Json.argument(answer.apply(Json.received(args[0])))));
	}

	void send(String event, String... arguments) {
		send(event, Arrays.stream(arguments).map(Json::of).toList());
	}

	void send(String event, List<JsonNode> arguments) {
		this.socket.emit(event, arguments.stream().map(Json::argument).toArray());
	}

	/** Sends a request and waits for its acknowledgement. */
	JsonNode ask(String event, String... arguments) {
		return join(request(event, Arrays.stream(arguments).map(Json::of).toList()));
	}

	/** Sends a request that asks for an acknowledgement. */
	CompletableFuture<JsonNode> request(String event, List<JsonNode> arguments) {
		return emit(event, arguments.stream().map(Json::argument).toArray());
	}

	/** Sends a request with bytes as data, and waits for its acknowledgement. */
	JsonNode askWithBytes(String event, String payload) {
		return join(emit(event, Json.withData(payload, new byte[] { 1, 2, 3 })));
	}

	/** Sends a request with bytes as data. */
	void sendBytes(String event, String payload) {
		this.socket.emit(event, Json.withData(payload, new byte[] { 1, 2, 3 }));
	}

	private CompletableFuture<JsonNode> emit(String event, Object... arguments) {
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.socket.emit(event, arguments, (Ack) (args) -> answer.complete(Json.received(args[0])));
		return answer;
	}

	/** Waits for the next message. */
	Message next() {
		try {
			return this.received.poll(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits for the next message, which must be of that name, and returns its argument.
	 */
	JsonNode expect(String event) {
		Message message = next();
		assertThat(message).as("message '%s'", event).isNotNull();
		assertThat(message.event()).as("%s", message).isEqualTo(event);
		return message.argument();
	}

	/** Waits for the next message, which must be an event, and returns its data. */
	JsonNode expectEvent(String name) {
		JsonNode envelope = expect("dialogue:event");
		assertThat(envelope.path("event").stringValue()).isEqualTo(name);
		return envelope.path("data");
	}

	/** Waits for the next message, which must be an error. */
	JsonNode expectError(String code) {
		JsonNode error = expect("dialogue:error");
		assertThat(error.path("code").stringValue()).as("%s", error).isEqualTo(code);
		return error;
	}

	/**
	 * Makes sure that nothing is on its way: what the server sent before it answered a
	 * request of this client would have come before the answer.
	 */
	void expectNothing() {
		roundTrip();
		assertThat(this.received).isEmpty();
	}

	/** Waits until the server handled all that this client sent. */
	void roundTrip() {
		if (isConnected()) {
			assertThat(ask("dialogue:leave", "{roomId: 'nowhere'}").path("ok").booleanValue()).isTrue();
		}
	}

	TestClient joined(String roomId) {
		assertThat(ask("dialogue:join", "{roomId: '" + roomId + "'}").path("ok").booleanValue()).isTrue();
		return this;
	}

	/** What came and was not waited for. */
	List<Message> received() {
		return List.copyOf(this.received);
	}

	JsonNode refusal() {
		return join(this.refusal);
	}

	/** Waits for the end of the connection and returns its reason. */
	String disconnection() {
		return join(this.disconnected);
	}

	boolean isConnected() {
		return !this.closed && this.socket.connected();
	}

	String transport() {
		return ((Transport) field(engine(), "transport")).name;
	}

	/** Breaks the connection without a word of Socket.IO. */
	void breakConnection() {
		engine().close();
	}

	private io.socket.engineio.client.Socket engine() {
		return (io.socket.engineio.client.Socket) field(this.socket.io(), "engine");
	}

	/** The client does not tell which transport it uses. */
	private static Object field(Object target, String name) {
		Object value = ReflectionTestUtils.getField(target, name);
		assertThat(value).as(name).isNotNull();
		return value;
	}

	void disconnect() {
		this.closed = true;
		this.socket.disconnect();
	}

	@Override
	public void close() {
		disconnect();
	}

	private static <T> T join(CompletableFuture<T> future) {
		try {
			return future.get(SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException | ExecutionException | TimeoutException ex) {
			throw new AssertionError("No answer", ex);
		}
	}

	/**
	 * A message from the server.
	 *
	 * @param event its name
	 * @param arguments its arguments
	 */
	record Message(String event, List<JsonNode> arguments) {

		static Message of(Object... args) {
			return new Message(String.valueOf(args[0]),
					Arrays.stream(args).skip(1).filter((arg) -> !(arg instanceof Ack)).map(Json::received).toList());
		}

		JsonNode argument() {
			assertThat(this.arguments).hasSize(1);
			return this.arguments.get(0);
		}

	}

}
