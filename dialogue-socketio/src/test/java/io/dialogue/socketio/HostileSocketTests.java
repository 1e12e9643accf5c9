package io.dialogue.socketio;

import java.io.BufferedReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Sockets that end badly, or not at all: they are refused, or served, and never keep
 * others from being served. {@code -Dburst.connections} says how many come at once; with
 * more than a process may open, several processes open them.
 */
class HostileSocketTests {

	private static final Logger logger = LoggerFactory.getLogger(HostileSocketTests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** What one client process opens, which may have 20,000 files. */
	private static final int BY_PROCESS = 10_000;

	private static final int BURST = Integer.getInteger("burst.connections", 1000);

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void endProcesses() {
		this.processes.forEach(Process::destroyForcibly);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void clientMayLeaveInTheMiddleOfAFrame(boolean reset) throws Exception {
		SocketIoGatewayServer server = this.servers.start();
		byte[] frame = RawClient.frame(0x81, "42[\"echo\",\"a text\"]".getBytes(StandardCharsets.US_ASCII));
		for (int cut = 1; cut < frame.length; cut++) {
			try (Socket socket = connect(server)) {
				socket.getOutputStream().write(Arrays.copyOf(frame, cut));
				if (reset) {
					socket.setSoLinger(true, 0);
				}
				else {
					socket.shutdownOutput();
					assertThat(socket.getInputStream().readAllBytes()).isNotNull();
				}
			}
		}
		awaitEnd(frame.length - 1, DisconnectReason.TRANSPORT_CLOSE);
		assertIsServed(server);
	}

	@Test
	void silentPeerIsGivenUpByTheHeartbeat() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.pingInterval(Duration.ofMillis(200)).pingTimeout(Duration.ofMillis(300)));
		try (Socket silent = connect(server)) {
			awaitEnd(1, DisconnectReason.PING_TIMEOUT);
			assertThat(silent.isConnected()).isTrue();
		}
	}

	@Test
	void stoppedProcessIsGivenUp() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.slowConsumerTimeout(Duration.ofMillis(500)));
		Process stopped = client(server, 5);
		assertThat(result(stopped)).isEqualTo("5 0 0");
		RawClient.Ws honest = new RawClient(server).connectedWebsocket();
		new ProcessBuilder("kill", "-STOP", String.valueOf(stopped.pid())).start().waitFor();
		byte[] json = ('"' + "x".repeat(100_000) + '"').getBytes(StandardCharsets.US_ASCII);
		for (int i = 0; i < 100; i++) {
			this.servers.gateway.sessions
				.forEach((session) -> session.connection.send(OutboundMessage.of("flood", json)));
			assertThat(honest.next()).startsWith("42[\"flood\"");
		}
		await().atMost(PATIENCE)
			.until(() -> this.servers.gateway.sessions.stream()
				.filter((session) -> session.reasons.contains(DisconnectReason.SLOW_CONSUMER))
				.count() == 5);
		honest.send("42[\"echo\",1]");
		assertThat(honest.next()).isEqualTo("42[\"echo\",1]");
	}

	@Test
	void burstIsRefusedOrServed() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.maxConnectionsPerAddress(0).pingInterval(Duration.ofMinutes(10)));
		RawClient.Ws honest = new RawClient(server).connectedWebsocket();
		List<Process> clients = new ArrayList<>();
		for (int left = BURST; left > 0; left -= BY_PROCESS) {
			clients.add(client(server, Math.min(left, BY_PROCESS)));
		}
		for (Process client : clients) {
			String result = result(client);
			logger.info("Served, refused, waiting: {}", result);
			assertThat(result).doesNotStartWith("0 ");
			assertThat(Arrays.stream(result.split(" ")).mapToInt(Integer::parseInt).sum())
				.isEqualTo(Math.min(BURST, BY_PROCESS));
		}
		honest.send("42[\"echo\",1]");
		assertThat(honest.next()).isEqualTo("42[\"echo\",1]");
		for (Process client : clients) {
			client.getOutputStream().close();
		}
		await().atMost(PATIENCE)
			.until(() -> this.servers.gateway.sessions.stream()
				.filter((session) -> session.reasons.isEmpty())
				.count() == 1);
		assertIsServed(server);
	}

	private static Socket connect(SocketIoGatewayServer server) throws Exception {
		Socket socket = new Socket("127.0.0.1", server.port());
		socket.getOutputStream().write(RawClient.upgradeRequest(""));
		assertThat(RawClient.readHead(socket)).startsWith("HTTP/1.1 101");
		socket.getOutputStream().write(RawClient.frame(0x81, "40".getBytes(StandardCharsets.US_ASCII)));
		StringBuilder received = new StringBuilder();
		while (received.indexOf("40{") < 0) {
			received.append((char) socket.getInputStream().read());
		}
		return socket;
	}

	private void awaitEnd(int count, DisconnectReason reason) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.servers.gateway.sessions).hasSize(count)
				.allSatisfy((session) -> assertThat(session.reasons).containsExactly(reason)));
	}

	private static void assertIsServed(SocketIoGatewayServer server) throws Exception {
		RawClient.Ws ws = new RawClient(server).connectedWebsocket();
		ws.send("42[\"echo\",2]");
		assertThat(ws.next()).isEqualTo("42[\"echo\",2]");
	}

	private Process client(SocketIoGatewayServer server, int count) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), BurstClient.class.getName(), String.valueOf(server.port()),
				String.valueOf(count))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		this.processes.add(process);
		return process;
	}

	private static String result(Process client) throws Exception {
		BufferedReader out = client.inputReader();
		return String.valueOf(out.readLine());
	}

}
