package io.dialogue.socketio;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Speaks Engine.IO by hand, one request or frame at a time.
 */
class RawClient {

	static final String POLLING = "?EIO=4&transport=polling";

	static final String WEBSOCKET = "?EIO=4&transport=websocket";

	private static final JsonMapper json = new JsonMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String authority;

	private final String path;

	RawClient(int port, String path) {
		this.authority = "127.0.0.1:" + port;
		this.path = path;
	}

	RawClient(SocketIoGatewayServer server) {
		this(server.port(), "/socket.io/");
	}

	HttpResponse<String> get(String query, String... headers) throws Exception {
		return send("GET", query, "", headers);
	}

	HttpResponse<String> post(String query, String body, String... headers) throws Exception {
		return send("POST", query, body, headers);
	}

	HttpResponse<String> send(String method, String query, String body, String... headers) throws Exception {
		return sendAsync(method, query, body, headers).get(10, TimeUnit.SECONDS);
	}

	CompletableFuture<HttpResponse<String>> sendAsync(String method, String query, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + this.authority + this.path + query))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.sendAsync(request.build(), BodyHandlers.ofString());
	}

	/**
	 * Opens a long-polling session.
	 */
	Polling polling() throws Exception {
		return new Polling(sid(get(POLLING).body()));
	}

	/**
	 * Opens a long-polling session that is connected to the default namespace.
	 */
	Polling connectedPolling() throws Exception {
		Polling polling = polling();
		assertThat(polling.post("40").body()).isEqualTo("ok");
		assertThat(polling.poll()).startsWith("40{");
		return polling;
	}

	/**
	 * Opens a WebSocket session.
	 */
	Ws websocket(String... headers) throws Exception {
		Ws ws = ws("", headers);
		assertThat(ws.next()).startsWith("0{");
		return ws;
	}

	/**
	 * Opens a WebSocket session that is connected to the default namespace.
	 */
	Ws connectedWebsocket() throws Exception {
		Ws ws = websocket();
		ws.send("40");
		assertThat(ws.next()).startsWith("40{");
		return ws;
	}

	Ws ws(String query, String... headers) throws Exception {
		return wsAsync(query, headers).get(10, TimeUnit.SECONDS);
	}

	CompletableFuture<Ws> wsAsync(String query, String... headers) {
		Ws ws = new Ws();
		java.net.http.WebSocket.Builder builder = this.http.newWebSocketBuilder();
		for (int i = 0; i < headers.length; i += 2) {
			builder.header(headers[i], headers[i + 1]);
		}
		return builder.buildAsync(URI.create("ws://" + this.authority + this.path + WEBSOCKET + query), ws)
			.thenApply((socket) -> {
				ws.socket = socket;
				return ws;
			});
	}

	static JsonNode open(String packet) {
		assertThat(packet).startsWith("0{");
		return json.readTree(packet.substring(1));
	}

	static String sid(String packet) {
		return open(packet).get("sid").asString();
	}

	/**
	 * Sends bytes over a plain socket and reads what comes until the peer closes or is
	 * silent.
	 */
	static String exchange(int port, String request, Duration patience) throws Exception {
		try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
			socket.setSoTimeout((int) patience.toMillis());
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			StringBuilder response = new StringBuilder();
			byte[] buffer = new byte[8192];
			try {
				for (int n = socket.getInputStream().read(buffer); n >= 0; n = socket.getInputStream().read(buffer)) {
					response.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
				}
				return response + "<closed>";
			}
			catch (java.net.SocketTimeoutException ex) {
				return response.toString();
			}
			catch (java.net.SocketException ex) {
				return response + "<reset>";
			}
		}
	}

	/**
	 * A request for a WebSocket.
	 */
	static byte[] upgradeRequest(String headers) {
		return ("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
				+ "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
				+ headers + "\r\n")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Reads the head of an answer, and nothing behind it.
	 */
	static String readHead(java.net.Socket socket) throws Exception {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			head.append((char) socket.getInputStream().read());
		}
		return head.toString();
	}

	/**
	 * A frame whose mask is zero, which leaves its payload as it is.
	 */
	static byte[] frame(int first, byte[] payload) {
		ByteArrayOutputStream frame = new ByteArrayOutputStream();
		frame.write(first);
		if (payload.length < 126) {
			frame.write(0x80 | payload.length);
		}
		else {
			frame.write(0x80 | 126);
			frame.write(payload.length >> 8);
			frame.write(payload.length);
		}
		frame.writeBytes(new byte[4]);
		frame.writeBytes(payload);
		return frame.toByteArray();
	}

	/**
	 * A long-polling session.
	 */
	class Polling {

		final String sid;

		Polling(String sid) {
			this.sid = sid;
		}

		String query() {
			return POLLING + "&sid=" + this.sid;
		}

		String poll() throws Exception {
			HttpResponse<String> response = get(query());
			assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
			return response.body();
		}

		CompletableFuture<HttpResponse<String>> pollAsync() {
			return sendAsync("GET", query(), "");
		}

		int status() throws Exception {
			return get(query()).statusCode();
		}

		HttpResponse<String> post(String body) throws Exception {
			return RawClient.this.post(query(), body);
		}

		Ws upgrade() throws Exception {
			Ws ws = ws("&sid=" + this.sid);
			ws.send("2probe");
			assertThat(ws.next()).isEqualTo("3probe");
			ws.send("5");
			return ws;
		}

	}

	/**
	 * A WebSocket.
	 */
	static class Ws implements java.net.http.WebSocket.Listener {

		/** Of a connection that ended without a close frame, by RFC 6455. */
		private static final int ABNORMAL = 1006;

		final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

		final CompletableFuture<Integer> closed = new CompletableFuture<>();

		private final StringBuilder text = new StringBuilder();

		volatile java.net.http.WebSocket socket;

		@Override
		public CompletionStage<?> onText(java.net.http.WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				this.messages.add(this.text.toString());
				this.text.setLength(0);
			}
			socket.request(1);
			return null;
		}

		@Override
		public CompletionStage<?> onBinary(java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
			byte[] bytes = new byte[data.remaining()];
			data.get(bytes);
			this.messages.add("binary " + HexFormat.of().formatHex(bytes));
			socket.request(1);
			return null;
		}

		@Override
		public CompletionStage<?> onClose(java.net.http.WebSocket socket, int status, String reason) {
			this.closed.complete(status);
			return null;
		}

		@Override
		public void onError(java.net.http.WebSocket socket, Throwable error) {
			this.closed.complete(ABNORMAL);
		}

		void send(String text) throws Exception {
			this.socket.sendText(text, true).get(10, TimeUnit.SECONDS);
		}

		void send(byte[] bytes) throws Exception {
			this.socket.sendBinary(ByteBuffer.wrap(bytes), true).get(10, TimeUnit.SECONDS);
		}

		String next() throws InterruptedException {
			String message = this.messages.poll(10, TimeUnit.SECONDS);
			assertThat(message).as("a message within 10 s").isNotNull();
			return message;
		}

		/**
		 * Waits for the end. The JDK's client does not tell its listener of one that
		 * comes while that is busy with a message, so what is sent is to find out.
		 */
		int closeCode() throws Exception {
			for (int i = 0; i < 20; i++) {
				try {
					return this.closed.get(500, TimeUnit.MILLISECONDS);
				}
				catch (TimeoutException ex) {
					this.socket.sendPing(ByteBuffer.allocate(0)).exceptionally((gone) -> {
						this.closed.complete(ABNORMAL);
						return null;
					});
				}
			}
			return this.closed.get(500, TimeUnit.MILLISECONDS);
		}

		boolean isClosed() {
			return this.closed.isDone();
		}

	}

}
