package io.dialogue.socketio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.socket.client.IO;
import io.socket.client.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.http.HttpProtocol;

import io.dialogue.client.DisconnectReason;
import io.dialogue.testsupport.HttpSocket;
import io.dialogue.testsupport.TestCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Socket.IO on the port of a web server, over real connections.
 */
class SharedPortTests {

	private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=polling";

	private static final String UPGRADE = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\n"
			+ "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

	@RegisterExtension
	final SharedPortExtension shared = new SharedPortExtension();

	@Test
	void portIsThatOfTheWebServer() {
		this.shared.start();
		assertThat(this.shared.server().port()).isEqualTo(this.shared.port());
		assertThat(this.shared.server().isRunning()).isTrue();
	}

	@Test
	void portIsKnownAlsoWhereTheWebServerTellsItLate() {
		CountDownLatch told = new CountDownLatch(1);
		CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(told::countDown);
		this.shared.start((settings) -> settings, (http) -> http.doOnBound((bound) -> waitFor(told)));
		assertThat(this.shared.server().port()).isEqualTo(this.shared.port());
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void oneConnectionAlternates() throws Exception {
		this.shared.start();
		try (HttpSocket socket = connect()) {
			assertThat(socket.exchange(HttpSocket.get("/a"))).isEqualTo("GET /a");
			String session = SOCKET_IO + "&sid=" + RawClient.sid(socket.exchange(HttpSocket.get(SOCKET_IO)));
			assertThat(socket.exchange(HttpSocket.post("/b", "hello"))).isEqualTo("POST /b hello");
			assertThat(socket.exchange(HttpSocket.post(session, "40"))).isEqualTo("ok");
			assertThat(socket.exchange(HttpSocket.get("/c"))).isEqualTo("GET /c");
			assertThat(socket.exchange(HttpSocket.get(session))).startsWith("40{");
			for (int i = 0; i < 100; i++) {
				assertThat(socket.exchange(HttpSocket.get("/" + i))).isEqualTo("GET /" + i);
				assertThat(socket.exchange(HttpSocket.post(session, "42[\"echo\"," + i + "]"))).isEqualTo("ok");
				assertThat(socket.exchange(HttpSocket.post("/x", "body" + i))).isEqualTo("POST /x body" + i);
				assertThat(socket.exchange(HttpSocket.get(session))).isEqualTo("42[\"echo\"," + i + "]");
			}
		}
	}

	@Test
	void pathThatOnlyBeginsLikeSocketIosIsTheWebServers() throws Exception {
		this.shared.start();
		try (HttpSocket socket = connect()) {
			for (String path : List.of("/socket.iox", "/socket.i", "/socket.io/x", "/x/socket.io/", "/socket.io%2F",
					"//socket.io/", "/SOCKET.IO/")) {
				assertThat(socket.exchange(HttpSocket.get(path))).isEqualTo("GET " + path);
			}
			assertThat(socket.exchange(HttpSocket.get("/socket.io?EIO=4&transport=polling"))).startsWith("0{");
			assertThat(socket.exchange(HttpSocket.get("/socket.io"))).contains("Unsupported protocol version");
		}
	}

	@Test
	void requestsThatArePipelinedAreAnsweredInTheirOrder() throws Exception {
		this.shared.start();
		try (HttpSocket socket = connect()) {
			socket.send(HttpSocket.get("/slow/1") + HttpSocket.get(SOCKET_IO) + HttpSocket.get("/2"));
			assertThat(socket.next().body()).isEqualTo("GET /slow/1");
			assertThat(socket.next().body()).startsWith("0{");
			assertThat(socket.next().body()).isEqualTo("GET /2");
			socket.send(HttpSocket.post("/slow/3", "x") + HttpSocket.post("/4", "y") + HttpSocket.get(SOCKET_IO)
					+ HttpSocket.get(SOCKET_IO) + HttpSocket.post("/5", "z"));
			assertThat(socket.next().body()).isEqualTo("POST /slow/3 x");
			assertThat(socket.next().body()).isEqualTo("POST /4 y");
			assertThat(socket.next().body()).startsWith("0{");
			assertThat(socket.next().body()).startsWith("0{");
			assertThat(socket.next().body()).isEqualTo("POST /5 z");
			assertThat(socket.exchange(HttpSocket.get("/6"))).isEqualTo("GET /6");
			assertThat(socket.exchange(HttpSocket.get(SOCKET_IO))).startsWith("0{");
			assertThat(socket.exchange(HttpSocket.get("/7"))).isEqualTo("GET /7");
		}
	}

	/**
	 * Reactor Netty 1.3.7 itself forgets to read on here (its issue 4361).
	 */
	@Test
	void connectionIsReadOnAfterARequestThatWaitedAndIsAnsweredAtOnce() throws Exception {
		this.shared.start();
		try (HttpSocket socket = connect()) {
			for (int i = 0; i < 3; i++) {
				socket.send(HttpSocket.get("/slow/1") + HttpSocket.get("/now/2"));
				assertThat(socket.next().body()).isEqualTo("GET /slow/1");
				assertThat(socket.next().body()).isEqualTo("GET /now/2");
				assertThat(socket.exchange(HttpSocket.get("/now/3"))).isEqualTo("GET /now/3");
				assertThat(socket.exchange(HttpSocket.get(SOCKET_IO))).startsWith("0{");
				assertThat(socket.exchange(HttpSocket.post("/now/4", "x"))).isEqualTo("POST /now/4");
			}
		}
	}

	@Test
	void requestAfterAPollThatWaitsClosesTheConnectionWithItsAnswer() throws Exception {
		this.shared.start();
		RawClient.Polling polling = this.shared.client().connectedPolling();
		try (HttpSocket socket = connect()) {
			socket.send(HttpSocket.get("/socket.io/" + polling.query()) + HttpSocket.get("/lost"));
			await().until(() -> this.shared.gateway.only().connection.isOpen());
			this.shared.gateway.only().connection.send(TestGateway.message("news", "1"));
			HttpSocket.Answer answer = socket.next();
			assertThat(answer.body()).isEqualTo("42[\"news\",1]");
			if (answer.last()) {
				assertThat(socket.isClosed()).isTrue();
			}
			else {
				assertThat(socket.next().body()).isEqualTo("GET /lost");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void anyMixtureOnManyConnectionsIsServed(int seed) throws Exception {
		this.shared.start();
		ExecutorService executor = Executors.newFixedThreadPool(8);
		List<Future<?>> clients = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			Random random = new Random(seed * 100L + i);
			clients.add(executor.submit(() -> {
				mix(random);
				return null;
			}));
		}
		executor.shutdown();
		for (Future<?> client : clients) {
			client.get(60, TimeUnit.SECONDS);
		}
	}

	private void mix(Random random) throws Exception {
		try (HttpSocket socket = connect()) {
			for (int round = 0; round < 20; round++) {
				List<String> expected = new ArrayList<>();
				StringBuilder requests = new StringBuilder();
				for (int n = 1 + random.nextInt(5); n > 0; n--) {
					expected.add(add(requests, random));
				}
				sendInParts(socket, requests.toString(), random);
				for (String answer : expected) {
					assertThat(socket.next().body()).as(requests.toString()).startsWith(answer);
				}
			}
		}
	}

	private static String add(StringBuilder requests, Random random) {
		String uri = "/" + random.nextInt(1000);
		switch (random.nextInt(4)) {
			case 0 -> requests.append(HttpSocket.get(uri));
			case 1 -> {
				String body = "x".repeat(random.nextInt(20_000));
				requests.append(HttpSocket.post(uri, body));
				return ("POST " + uri + " " + body).strip();
			}
			case 2 -> {
				requests.append(HttpSocket.get(SOCKET_IO));
				return "0{";
			}
			default -> {
				requests.append(HttpSocket.post(SOCKET_IO, "y".repeat(random.nextInt(5000))));
				return "{\"code\":2";
			}
		}
		return "GET " + uri;
	}

	private static void sendInParts(HttpSocket socket, String text, Random random) throws IOException {
		int from = 0;
		while (from < text.length()) {
			int to = random.nextBoolean() ? text.length() : Math.min(text.length(), from + 1 + random.nextInt(3000));
			socket.send(text.substring(from, to));
			from = to;
		}
	}

	@Test
	void webSocketTakesAConnectionThatServedTheWeb() throws Exception {
		this.shared.start();
		try (HttpSocket socket = connect()) {
			socket.exchange(HttpSocket.get("/a"));
			socket.exchange(HttpSocket.get(SOCKET_IO));
			socket.exchange(HttpSocket.get("/b"));
			socket.send(UPGRADE);
			assertThat(socket.next().status()).isEqualTo(101);
		}
		this.shared.client().connectedWebsocket();
	}

	@Test
	void sessionIsUpgraded() throws Exception {
		this.shared.start();
		RawClient.Polling polling = this.shared.client().connectedPolling();
		RawClient.Ws ws = polling.upgrade();
		ws.send("42[\"echo\",7]");
		assertThat(ws.next()).isEqualTo("42[\"echo\",7]");
		try (HttpSocket socket = connect()) {
			assertThat(socket.exchange(HttpSocket.get("/a"))).isEqualTo("GET /a");
		}
	}

	@ParameterizedTest
	@CsvSource({ "polling", "websocket", "polling+websocket" })
	void stockClientIsServed(String transports) throws Exception {
		this.shared.start();
		BlockingQueue<Object> echoes = new LinkedBlockingQueue<>();
		IO.Options options = IO.Options.builder()
			.setForceNew(true)
			.setReconnection(false)
			.setTransports(transports.split("\\+"))
			.build();
		Socket socket = IO.socket(URI.create("http://127.0.0.1:" + this.shared.port()), options);
		socket.on("echo", (args) -> echoes.add(args[0]));
		socket.connect();
		for (int i = 0; i < 50; i++) {
			socket.emit("echo", i);
			assertThat(echoes.poll(10, TimeUnit.SECONDS)).isEqualTo(i);
		}
		socket.disconnect();
		await().untilAsserted(() -> assertThat(this.shared.gateway.only().reasons).hasSize(1));
	}

	@Test
	void refusedUpgradeIsAnsweredAndClosed() throws Exception {
		this.shared.start();
		try (HttpSocket socket = connect()) {
			socket.send(UPGRADE.replace("EIO=4", "EIO=3"));
			HttpSocket.Answer answer = socket.next();
			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.last()).isTrue();
			assertThat(socket.isClosed()).isTrue();
		}
	}

	@Test
	void clientThatGoesWhileItsPollWaitsIsNoticed() throws Exception {
		this.shared.start();
		RawClient.Polling polling = this.shared.client().connectedPolling();
		HttpSocket socket = connect();
		socket.exchange(HttpSocket.get("/a"));
		socket.send(HttpSocket.get("/socket.io/" + polling.query()));
		await().until(() -> !this.shared.gateway.sessions.isEmpty());
		socket.close();
		await().untilAsserted(
				() -> assertThat(this.shared.gateway.only().reasons).containsExactly(DisconnectReason.TRANSPORT_CLOSE));
	}

	@Test
	void bodyThatIsTooLargeIsRefused() throws Exception {
		this.shared.start((settings) -> settings.maxPollingBody(1000));
		RawClient.Polling polling = this.shared.client().connectedPolling();
		assertThat(polling.post("42[\"echo\",\"" + "x".repeat(2000) + "\"]").statusCode()).isEqualTo(413);
		try (HttpSocket socket = connect()) {
			assertThat(socket.exchange(HttpSocket.post("/a", "x".repeat(2000)))).startsWith("POST /a xxx");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET /socket.io/?EIO=4&tra",
			"POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n4" })
	void unfinishedRequestIsClosedInTime(String request) throws Exception {
		this.shared.start((settings) -> settings.requestTimeout(Duration.ofMillis(300)));
		assertThat(RawClient.exchange(this.shared.port(), request, Duration.ofSeconds(10))).isEqualTo("<closed>");
	}

	@Test
	void slowAnswerOfTheWebServerIsNoReasonToClose() throws Exception {
		this.shared.start(
				(settings) -> settings.requestTimeout(Duration.ofMillis(100)).keepAliveTimeout(Duration.ofMillis(100)));
		try (HttpSocket socket = connect()) {
			assertThat(socket.exchange(HttpSocket.get("/slow/a"))).isEqualTo("GET /slow/a");
		}
	}

	@Test
	void idleConnectionIsClosedInTime() throws Exception {
		this.shared.start((settings) -> settings.keepAliveTimeout(Duration.ofMillis(300)));
		try (HttpSocket socket = connect()) {
			socket.exchange(HttpSocket.get(SOCKET_IO));
			assertThat(socket.isClosed()).isTrue();
		}
	}

	@Test
	void connectionsOfSocketIoAreLimitedAndThoseOfTheWebAreNot() throws Exception {
		this.shared.start((settings) -> settings.maxConnections(1));
		try (HttpSocket first = connect(); HttpSocket second = connect()) {
			assertThat(first.exchange(HttpSocket.get(SOCKET_IO))).startsWith("0{");
			assertThat(second.exchange(HttpSocket.get("/a"))).isEqualTo("GET /a");
			HttpSocket.Answer refused = second.send(HttpSocket.get(SOCKET_IO)).next();
			assertThat(refused.status()).isEqualTo(503);
			assertThat(second.isClosed()).isTrue();
		}
	}

	@Test
	void tlsIsTheWebServers(@TempDir Path directory) throws Exception {
		TestCertificate certificate = TestCertificate.create(directory, "web");
		SslContext ssl = SslContextBuilder.forServer(certificate.keys()).build();
		this.shared.start((settings) -> settings, (http) -> http.secure((spec) -> spec.sslContext(ssl)));
		try (HttpSocket socket = new HttpSocket(certificate.connect(this.shared.port()))) {
			for (int i = 0; i < 20; i++) {
				assertThat(socket.exchange(HttpSocket.get("/" + i))).isEqualTo("GET /" + i);
				assertThat(socket.exchange(HttpSocket.get(SOCKET_IO))).startsWith("0{");
				assertThat(socket.exchange(HttpSocket.post("/" + i, "x"))).isEqualTo("POST /" + i + " x");
			}
			socket.send(UPGRADE);
			assertThat(socket.next().status()).isEqualTo(101);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "H2C", "HTTP11,H2C" })
	void http2IsRefusedWhenTheWebServerStarts(String protocols) {
		HttpProtocol[] values = List.of(protocols.split(","))
			.stream()
			.map(HttpProtocol::valueOf)
			.toArray(HttpProtocol[]::new);
		assertThatException()
			.isThrownBy(() -> this.shared.start((settings) -> settings, (http) -> http.protocol(values)))
			.withStackTraceContaining("Socket.IO shares a port with HTTP/1.1 only");
	}

	@Test
	void socketIoAloneMayStopAndStartAgain() throws Exception {
		this.shared.start();
		RawClient.Ws ws = this.shared.client().connectedWebsocket();
		try (HttpSocket socket = connect()) {
			socket.exchange(HttpSocket.get("/a"));
			this.shared.server().stop();
			assertThat(ws.closeCode()).isPositive();
			assertThat(this.shared.server().port()).isEqualTo(-1);
			assertThat(socket.exchange(HttpSocket.get("/b"))).isEqualTo("GET /b");
			assertThat(socket.send(HttpSocket.get(SOCKET_IO)).next().status()).isEqualTo(503);
		}
		this.shared.server().start(this.shared.gateway);
		this.shared.client().connectedWebsocket();
	}

	@Test
	void webServerThatStopsTakesSocketsWithIt() throws Exception {
		this.shared.start();
		RawClient.Ws ws = this.shared.client().connectedWebsocket();
		int port = this.shared.port();
		this.shared.web().disposeNow();
		assertThat(this.shared.server().port()).isEqualTo(-1);
		this.shared.server().stop();
		assertThat(ws.closeCode()).isPositive();
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new HttpSocket(port));
	}

	@Test
	void drainRefusesNewSessionsAndServesTheWeb() throws Exception {
		this.shared.start();
		RawClient.Ws ws = this.shared.client().connectedWebsocket();
		try (HttpSocket socket = connect()) {
			socket.exchange(HttpSocket.get(SOCKET_IO));
			CompletableFuture<Void> drained = this.shared.server().drain(Duration.ofSeconds(10)).toCompletableFuture();
			assertThat(ws.next()).startsWith("42[\"dialogue:draining\",{\"retryAfter\":");
			assertThat(ws.closeCode()).isEqualTo(1001);
			assertThat(socket.exchange(HttpSocket.get("/a"))).isEqualTo("GET /a");
			assertThat(socket.send(HttpSocket.get(SOCKET_IO)).next().status()).isEqualTo(503);
			drained.get(10, TimeUnit.SECONDS);
		}
	}

	@Test
	void requestThatIsBrokenIsAnswered() throws Exception {
		this.shared.start();
		for (String request : List.of("GET /socket.io/ HTTP/1.1\r\nBad Header: x\r\n\r\n", "\u0000\r\n\r\n",
				"GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100_000)
						+ "\r\n\r\n")) {
			assertThat(RawClient.exchange(this.shared.port(), request, Duration.ofSeconds(10)))
				.containsPattern("^HTTP/1.1 4\\d\\d|^<");
		}
	}

	@Test
	void answersOfTheWebServerThatCloseTheConnectionDoSo() throws Exception {
		this.shared.start();
		try (HttpSocket socket = connect()) {
			socket.exchange(HttpSocket.get(SOCKET_IO));
			socket.send(HttpSocket.get("/a", "Connection: close") + HttpSocket.get(SOCKET_IO));
			assertThat(socket.next().last()).isTrue();
			assertThat(socket.isClosed()).isTrue();
		}
		try (HttpSocket socket = connect()) {
			socket.exchange(HttpSocket.get("/a"));
			assertThat(socket.send(HttpSocket.get(SOCKET_IO, "Connection: close")).next().last()).isTrue();
			assertThat(socket.isClosed()).isTrue();
		}
	}

	private HttpSocket connect() throws IOException {
		return new HttpSocket(this.shared.port());
	}

}
