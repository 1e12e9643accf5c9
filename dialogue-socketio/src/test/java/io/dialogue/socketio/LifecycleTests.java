package io.dialogue.socketio;

import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.corundumstudio.socketio.Configuration;
import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.bootstrap.ServerBootstrap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.dialogue.client.DisconnectReason;
import io.dialogue.gateway.PortInUseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * How the server starts, drains and stops.
 */
class LifecycleTests {

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	@Test
	void serverTellsItsStateAndPort() {
		SocketIoGatewayServer server = new SocketIoGatewayServer(SocketIoServerSettings.builder().build(), List.of());
		assertThat(server.isRunning()).isFalse();
		assertThat(server.port()).isEqualTo(-1);
		assertThat(server.transport()).isEqualTo("socketio");
		server.start(this.servers.gateway);
		assertThat(server.isRunning()).isTrue();
		assertThat(server.port()).isPositive();
		assertThatIllegalStateException().isThrownBy(() -> server.start(this.servers.gateway));
		server.stop();
		server.stop();
		assertThat(server.isRunning()).isFalse();
		assertThat(server.port()).isEqualTo(-1);
	}

	@Test
	void takenPortIsReported() throws Exception {
		try (ServerSocket other = new ServerSocket()) {
			other.bind(new InetSocketAddress("127.0.0.1", 0));
			int port = other.getLocalPort();
			assertThatExceptionOfType(PortInUseException.class)
				.isThrownBy(() -> this.servers.start((settings) -> settings.port(port)))
				.satisfies((ex) -> assertThat(ex.port()).isEqualTo(port));
		}
	}

	@Test
	void startThatFailsKeepsNothingOpen() {
		SocketIoServerCustomizer broken = new SocketIoServerCustomizer() {

			@Override
			public void customize(Configuration configuration) {
				throw new IllegalStateException("broken");
			}

		};
		SocketIoGatewayServer server = new SocketIoGatewayServer(
				SocketIoServerSettings.builder().eventLoopThreads(8).build(), List.of(broken));
		assertThatIllegalStateException().isThrownBy(() -> server.start(this.servers.gateway));
		long before = openFiles();
		for (int i = 0; i < 50; i++) {
			assertThatIllegalStateException().isThrownBy(() -> server.start(this.servers.gateway))
				.withMessage("broken");
		}
		assertThat(openFiles()).isLessThan(before + 50);
		assertThat(server.isRunning()).isFalse();
	}

	private static long openFiles() {
		return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class).getOpenFileDescriptorCount();
	}

	@Test
	void unknownHostIsReported() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.servers.start((settings) -> settings.host("203.0.113.1")))
			.withMessageContaining("203.0.113.1");
	}

	@Test
	void stopFreesThePortAndReportsEveryConnection() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		int port = server.port();
		RawClient client = new RawClient(server);
		RawClient.Ws ws = client.connectedWebsocket();
		client.connectedPolling();
		long start = System.nanoTime();
		server.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
		assertThat(this.servers.gateway.sessions).hasSize(2)
			.allSatisfy(
					(session) -> assertThat(session.reasons).containsExactly(DisconnectReason.SERVER_SHUTTING_DOWN));
		ws.closeCode();
		new RawClient(this.servers.start((settings) -> settings.port(port))).connectedWebsocket();
	}

	@Test
	void stoppedServerCanStartAgain() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		server.stop();
		server.start(this.servers.gateway);
		new RawClient(server).connectedWebsocket();
	}

	@Test
	void idleServerIsDrainedAtOnce() {
		SocketIoGatewayServer server = this.servers.start();
		assertThat(server.drain(Duration.ofSeconds(30)).toCompletableFuture()).isDone();
		assertThat(server.isRunning()).isFalse();
	}

	@Test
	void drainTellsClientsWhenToComeBackAndClosesTheTransports() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.drainRetryAfter(Duration.ofMillis(1000)).drainSpread(Duration.ofMillis(500)));
		RawClient client = new RawClient(server);
		RawClient.Ws ws = client.connectedWebsocket();
		RawClient.Polling polling = client.connectedPolling();
		CompletableFuture<HttpResponse<String>> poll = polling.pollAsync();
		CompletableFuture<Void> drained = server.drain(Duration.ofSeconds(5)).toCompletableFuture();
		assertThat(retryAfter(ws.next())).isBetween(1000, 1500);
		assertThat(ws.closeCode()).isEqualTo(1001);
		String answer = poll.get(5, TimeUnit.SECONDS).body();
		assertThat(answer).startsWith("42[\"dialogue:draining\"");
		assertThat(answer).doesNotContain("\u001e");
		assertThat(polling.poll()).isEqualTo("1");
		drained.get(5, TimeUnit.SECONDS);
		assertThat(this.servers.gateway.sessions).allSatisfy(
				(session) -> assertThat(session.reasons).containsExactly(DisconnectReason.SERVER_SHUTTING_DOWN));
		assertThat(client.wsAsync("")).failsWithin(Duration.ofSeconds(5));
	}

	@Test
	void drainSpreadsTheReturnOfManyClients() throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		RawClient client = new RawClient(server);
		List<RawClient.Ws> sockets = new ArrayList<>();
		for (int i = 0; i < 30; i++) {
			sockets.add(client.connectedWebsocket());
		}
		server.drain(Duration.ofSeconds(5)).toCompletableFuture().get(5, TimeUnit.SECONDS);
		Set<Integer> times = new HashSet<>();
		for (RawClient.Ws socket : sockets) {
			times.add(retryAfter(socket.next()));
		}
		assertThat(times).hasSizeGreaterThan(10).allSatisfy((time) -> assertThat(time).isBetween(1000, 5000));
	}

	@Test
	void drainEndsAtItsDeadline() throws Exception {
		SocketIoGatewayServer server = this.servers.start((settings) -> settings.closeTimeout(Duration.ofSeconds(30)));
		new RawClient(server).connectedPolling();
		server.drain(Duration.ofMillis(300)).toCompletableFuture().get(5, TimeUnit.SECONDS);
	}

	@Test
	void clientThatIsNotAcceptedYetIsNotToldOfTheDrain() throws Exception {
		this.servers.gateway.onOpen = (connection) -> {
		};
		SocketIoGatewayServer server = this.servers.start();
		RawClient.Ws ws = new RawClient(server).websocket();
		ws.send("40");
		await().until(() -> !this.servers.gateway.sessions.isEmpty());
		server.drain(Duration.ofSeconds(5));
		assertThat(ws.closeCode()).isEqualTo(1001);
		assertThat(ws.messages).isEmpty();
	}

	@Test
	void stopDuringADrainCompletesIt() throws Exception {
		SocketIoGatewayServer server = this.servers.start((settings) -> settings.closeTimeout(Duration.ofSeconds(30)));
		new RawClient(server).connectedPolling();
		CompletableFuture<Void> drained = server.drain(Duration.ofSeconds(30)).toCompletableFuture();
		server.stop();
		drained.get(1, TimeUnit.SECONDS);
	}

	@Test
	void customizersSeeConfigurationAndBootstrapButCannotUndoTheGuards() throws Exception {
		AtomicBoolean bootstrapped = new AtomicBoolean();
		SocketIoGatewayServer server = this.servers.start((settings) -> settings,
				List.of(new SocketIoServerCustomizer() {

					@Override
					public void customize(Configuration configuration) {
						configuration.setContext("/elsewhere");
						configuration.setRandomSession(false);
						configuration.setWebsocketCompression(true);
						configuration.getHttpRequestDecoderConfiguration().setMaxHeaderSize(500);
					}

					@Override
					public void customize(ServerBootstrap bootstrap) {
						bootstrapped.set(true);
					}

				}));
		RawClient client = new RawClient(server);
		client.connectedWebsocket();
		assertThat(bootstrapped).isTrue();
		assertThat(client.get(RawClient.POLLING, "X", "x".repeat(1000)).statusCode()).isEqualTo(431);
	}

	private static int retryAfter(String packet) {
		assertThat(packet).matches("42\\[\"dialogue:draining\",\\{\"retryAfter\":\\d+}]");
		return Integer.parseInt(packet.replaceAll("\\D", "").substring(2));
	}

}
