package io.dialogue.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.socket.client.IO;
import io.socket.client.Socket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that stops, and a next one at the same address: stock clients in JavaScript
 * and in Java change over by themselves, over each transport.
 */
class DrainE2ETests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	@Test
	void stockClientsConnectToTheNextServerByThemselves() throws Exception {
		int port = freePort();
		ConfigurableApplicationContext first = start(port);
		Path log = this.directory.resolve("node.log");
		Process node = node(port, log);
		BlockingQueue<String> polling = new LinkedBlockingQueue<>();
		BlockingQueue<String> webSocket = new LinkedBlockingQueue<>();
		List<Socket> sockets = List.of(connect(port, "polling", polling), connect(port, "websocket", webSocket));
		assertThat(next(polling)).isEqualTo("connected");
		assertThat(next(webSocket)).isEqualTo("connected");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(Files.readString(log)).contains("polling joined 1 true",
					"websocket joined 1 true", "upgrade joined 1 true"));
		first.close();
		try (ConfigurableApplicationContext next = start(port)) {
			assertThat(next(polling)).isEqualTo("draining");
			assertThat(next(polling)).isEqualTo("connected");
			assertThat(next(webSocket)).isEqualTo("draining");
			assertThat(next(webSocket)).isEqualTo("connected");
			assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(node.exitValue()).as(Files.readString(log)).isZero();
		}
		finally {
			node.destroy();
			sockets.forEach(Socket::close);
		}
	}

	private static ConfigurableApplicationContext start(int port) {
		return SpringApplication.run(SampleApplication.class, "--server.port=" + port);
	}

	private static Process node(int port, Path log) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("node", "reconnect.mjs").directory(Path.of("src/e2e").toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().put("SOCKET_URL", "http://localhost:" + port);
		return builder.start();
	}

	private static Socket connect(int port, String transport, BlockingQueue<String> happenings) {
		IO.Options options = IO.Options.builder()
			.setForceNew(true)
			.setTransports(new String[] { transport })
			.setAuth(Map.of("userId", "java-" + transport))
			.build();
		Socket socket = IO.socket(URI.create("http://localhost:" + port), options);
		socket.on("dialogue:connected", (args) -> happenings.add("connected"));
		socket.on("dialogue:draining", (args) -> happenings.add("draining"));
		socket.connect();
		return socket;
	}

	private static String next(BlockingQueue<String> happenings) throws InterruptedException {
		return happenings.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
