package io.dialogue.socketio;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that send faster than they are served, and clients that do not read.
 */
class FlowControlTests {

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	@Test
	void pausedWebSocketHoldsBackWhatComes() throws Exception {
		pauseAfterEachRequest();
		RawClient.Ws ws = new RawClient(this.servers.start()).connectedWebsocket();
		for (int i = 0; i < 100; i++) {
			ws.send("42[\"n\"," + i + "]");
		}
		for (int i = 0; i < 100; i++) {
			assertThat(this.servers.gateway.only().requests.poll(5, TimeUnit.SECONDS).payload().asInt()).isEqualTo(i);
			assertThat(this.servers.gateway.only().requests).isEmpty();
			this.servers.gateway.only().connection.resumeReading();
		}
	}

	@Test
	void pausedPollingHoldsBackThePost() throws Exception {
		pauseAfterEachRequest();
		RawClient.Polling polling = new RawClient(this.servers.start()).connectedPolling();
		CompletableFuture<HttpResponse<String>> post = CompletableFuture.supplyAsync(() -> {
			try {
				return polling.post("42[\"n\",0]\u001e42[\"n\",1]\u001e42[\"n\",2]");
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
		for (int i = 0; i < 3; i++) {
			assertThat(this.servers.gateway.only().requests.poll(5, TimeUnit.SECONDS).payload().asInt()).isEqualTo(i);
			assertThat(this.servers.gateway.only().requests).isEmpty();
			assertThat(post).isNotDone();
			this.servers.gateway.only().connection.resumeReading();
		}
		assertThat(post.get(5, TimeUnit.SECONDS).body()).isEqualTo("ok");
	}

	@Test
	void secondPostWhileOneIsHeldBackEndsTheSession() throws Exception {
		pauseAfterEachRequest();
		RawClient client = new RawClient(this.servers.start());
		RawClient.Polling polling = client.connectedPolling();
		CompletableFuture<HttpResponse<String>> first = client.sendAsync("POST", polling.query(),
				"42[\"n\",0]\u001e42[\"n\",1]");
		assertThat(this.servers.gateway.only().requests.poll(5, TimeUnit.SECONDS)).isNotNull();
		assertThat(polling.post("42[\"n\",2]").statusCode()).isEqualTo(400);
		assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
		assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.TRANSPORT_ERROR);
	}

	@Test
	void pauseSuspendsTheDeadlineOfTheHeartbeatButNotThePings() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.pingInterval(Duration.ofMillis(100)).pingTimeout(Duration.ofMillis(100)));
		RawClient.Ws ws = new RawClient(server).connectedWebsocket();
		this.servers.gateway.only().connection.pauseReading();
		for (int i = 0; i < 4; i++) {
			assertThat(ws.next()).isEqualTo("2");
		}
		ws.send("3");
		assertThat(this.servers.gateway.only().reasons).isEmpty();
		this.servers.gateway.only().connection.resumeReading();
		assertThat(ws.next()).isEqualTo("2");
		assertThat(ws.closeCode()).isEqualTo(1001);
		assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.PING_TIMEOUT);
	}

	@Test
	void pausedClientStillReceives() throws Exception {
		RawClient.Ws ws = new RawClient(this.servers.start()).connectedWebsocket();
		ClientConnection connection = this.servers.gateway.only().connection;
		connection.pauseReading();
		connection.send(TestGateway.message("news", "1"));
		assertThat(ws.next()).isEqualTo("42[\"news\",1]");
	}

	@Test
	void whoWaitsUntilItIsWritableCannotOverloadAWebSocketThatReadsSlowly() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.maxOutboundBytes(200_000).slowConsumerTimeout(Duration.ofMillis(500)));
		try (StalledReader slow = StalledReader.connect(server)) {
			await().until(() -> this.servers.gateway.sessions.size() == 1 && isAccepted());
			CompletableFuture<Void> sent = sendPaced(this.servers.gateway.only().connection, 1000);
			await().during(Duration.ofSeconds(1)).until(() -> !sent.isDone());
			assertThat(this.servers.gateway.only().reasons).isEmpty();
			slow.readAll();
			sent.get(10, TimeUnit.SECONDS);
			assertThat(this.servers.gateway.only().reasons).isEmpty();
		}
	}

	@Test
	void whoWaitsUntilItIsWritableSendsWhatEachPollTakes() throws Exception {
		SocketIoGatewayServer server = this.servers.start((settings) -> settings.maxOutboundBytes(200_000));
		RawClient.Polling polling = new RawClient(server).connectedPolling();
		CompletableFuture<Void> sent = sendPaced(this.servers.gateway.only().connection, 100);
		int messages = 0;
		while (messages < 100) {
			messages += polling.poll().split("\u001e").length;
		}
		sent.get(10, TimeUnit.SECONDS);
		assertThat(messages).isEqualTo(100);
	}

	@Test
	void whoWaitsIsCalledWhenTheConnectionEnds() throws Exception {
		SocketIoGatewayServer server = this.servers.start((settings) -> settings.slowConsumerTimeout(Duration.ZERO));
		StalledReader slow = StalledReader.connect(server);
		await().until(() -> this.servers.gateway.sessions.size() == 1 && isAccepted());
		CompletableFuture<Void> sent = sendPaced(this.servers.gateway.only().connection, Integer.MAX_VALUE);
		await().during(Duration.ofMillis(300)).until(() -> !this.servers.gateway.only().connection.isWritable());
		slow.close();
		sent.get(10, TimeUnit.SECONDS);
	}

	private boolean isAccepted() {
		ClientConnection connection = this.servers.gateway.only().connection;
		return connection instanceof SocketConnection socket && socket.isAccepted();
	}

	/** Completes when all is sent, or the connection has ended. */
	private static CompletableFuture<Void> sendPaced(ClientConnection connection, int count) {
		CompletableFuture<Void> sent = new CompletableFuture<>();
		OutboundMessage message = TestGateway.message("n", "\"" + "x".repeat(20_000) + "\"");
		sendPaced(connection, message, count, sent);
		return sent;
	}

	private static void sendPaced(ClientConnection connection, OutboundMessage message, int count,
			CompletableFuture<Void> sent) {
		int left = count;
		while (left > 0 && connection.isOpen()) {
			if (!connection.isWritable()) {
				int rest = left;
				CompletableFuture<Void> writable = new CompletableFuture<>();
				connection.whenWritable(() -> writable.complete(null));
				writable.thenRunAsync(() -> sendPaced(connection, message, rest, sent));
				return;
			}
			connection.send(message);
			left--;
		}
		sent.complete(null);
	}

	@Test
	void webSocketThatDoesNotReadIsClosedAndNobodyElse() throws Exception {
		SocketIoGatewayServer server = this.servers.start((settings) -> settings.maxOutboundBytes(200_000));
		RawClient.Ws honest = new RawClient(server).connectedWebsocket();
		StalledReader stalled = StalledReader.connect(server);
		await().until(() -> this.servers.gateway.sessions.size() == 2);
		TestGateway.Session slow = this.servers.gateway.sessions.get(1);
		OutboundMessage message = TestGateway.message("news", "\"" + "x".repeat(10_000) + "\"");
		int sent = 0;
		while (slow.reasons.isEmpty() && sent < 5000) {
			slow.connection.send(message);
			sent++;
			if (sent % 10 == 0) {
				this.servers.gateway.only().connection.send(message);
				assertThat(honest.next()).startsWith("42[\"news\"");
			}
		}
		assertThat(slow.reasons).containsExactly(DisconnectReason.SLOW_CONSUMER);
		assertThat(slow.connection.isOpen()).isFalse();
		assertThat(this.servers.gateway.only().reasons).isEmpty();
		stalled.close();
	}

	@Test
	void pollingClientThatDoesNotPollIsClosed() throws Exception {
		RawClient.Polling polling = new RawClient(this.servers.start((settings) -> settings.maxOutboundBytes(50_000)))
			.connectedPolling();
		OutboundMessage message = TestGateway.message("news", "\"" + "x".repeat(10_000) + "\"");
		for (int i = 0; i < 10; i++) {
			this.servers.gateway.only().connection.send(message);
		}
		await().untilAsserted(
				() -> assertThat(this.servers.gateway.only().reasons).containsExactly(DisconnectReason.SLOW_CONSUMER));
		assertThat(polling.status()).isEqualTo(400);
	}

	@Test
	void largeBacklogIsPolledInParts() throws Exception {
		RawClient.Polling polling = new RawClient(this.servers.start((settings) -> settings.maxPollingBody(25_000)))
			.connectedPolling();
		OutboundMessage message = TestGateway.message("news", "\"" + "x".repeat(10_000) + "\"");
		for (int i = 0; i < 7; i++) {
			this.servers.gateway.only().connection.send(message);
		}
		int packets = 0;
		while (packets < 7) {
			int more = polling.poll().split("\u001e").length;
			assertThat(more).isLessThanOrEqualTo(3);
			packets += more;
		}
	}

	@Test
	void largeMessagesAreFramedRight() throws Exception {
		RawClient.Ws ws = new RawClient(this.servers.start()).connectedWebsocket();
		for (int length : new int[] { 100, 112, 113, 125, 126, 1000, 65_500, 65_523, 65_524, 65_600, 1_000_000 }) {
			String text = "\"" + "y".repeat(length) + "\"";
			this.servers.gateway.only().connection.send(TestGateway.message("news", text));
			assertThat(ws.next()).isEqualTo("42[\"news\"," + text + "]");
		}
	}

	@Test
	void mixedSendsOfManyThreadsKeepEachThreadsOrder() throws Exception {
		RawClient client = new RawClient(this.servers.start());
		RawClient.Ws ws = client.connectedWebsocket();
		RawClient.Polling polling = client.connectedPolling();
		RawClient.Ws upgraded = polling.upgrade();
		List<ClientConnection> all = this.servers.gateway.sessions.stream()
			.map((session) -> session.connection)
			.toList();
		int threads = 4;
		int count = 2_500;
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		for (int thread = 0; thread < threads; thread++) {
			String prefix = "\"" + thread + ":";
			executor.execute(() -> sendMixed(all, prefix, count));
		}
		executor.shutdown();
		assertOrdered(ws, threads, count);
		assertOrdered(upgraded, threads, count);
	}

	private static void sendMixed(List<ClientConnection> all, String prefix, int count) {
		for (int i = 0; i < count; i++) {
			OutboundMessage message = OutboundMessage.of("n", (prefix + i + "\"").getBytes(StandardCharsets.UTF_8));
			if (i % 2 == 0) {
				all.get(0).fanOut().send(message, all);
			}
			else {
				all.forEach((connection) -> connection.send(message));
			}
		}
	}

	private static void assertOrdered(RawClient.Ws ws, int threads, int count) throws InterruptedException {
		List<Integer> next = new ArrayList<>();
		for (int thread = 0; thread < threads; thread++) {
			next.add(0);
		}
		int received = 0;
		while (received < threads * count) {
			String packet = ws.next();
			if (packet.startsWith("42")) {
				String[] parts = packet.substring(8, packet.length() - 2).split(":");
				int thread = Integer.parseInt(parts[0]);
				assertThat(Integer.parseInt(parts[1])).isEqualTo(next.get(thread));
				next.set(thread, next.get(thread) + 1);
				received++;
			}
		}
	}

	private void pauseAfterEachRequest() {
		this.servers.gateway.onRequest = (session, request) -> session.connection.pauseReading();
	}

	/**
	 * A client that connects and then reads nothing.
	 */
	private record StalledReader(java.net.Socket socket) implements AutoCloseable {

		static StalledReader connect(SocketIoGatewayServer server) throws Exception {
			java.net.Socket socket = new java.net.Socket();
			socket.setReceiveBufferSize(4096);
			socket.connect(new java.net.InetSocketAddress("127.0.0.1", server.port()));
			socket.getOutputStream().write(RawClient.upgradeRequest(""));
			socket.getInputStream().read();
			socket.getOutputStream().write(new byte[] { (byte) 0x81, (byte) 0x82, 0, 0, 0, 0, '4', '0' });
			return new StalledReader(socket);
		}

		/** Begins to read, on a thread of its own, until the end. */
		void readAll() {
			new Thread(() -> {
				try {
					this.socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
				}
				catch (java.io.IOException ex) {
					// It was closed
				}
			}, "reader").start();
		}

		@Override
		public void close() throws Exception {
			this.socket.close();
		}

	}

}
