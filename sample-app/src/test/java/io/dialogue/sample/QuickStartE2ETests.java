package io.dialogue.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.socket.client.IO;
import io.socket.client.Socket;
import org.awaitility.Awaitility;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the README promises to a newcomer: its quick start, in a new project outside this
 * repository, is all that it takes.
 */
class QuickStartE2ETests {

	private static final Pattern PORT = Pattern.compile("port (\\d+) with path");

	private static final int MAX_LINES = 12;

	private final Path root = Path.of("..").toAbsolutePath().normalize();

	@TempDir
	private Path directory;

	@Test
	void quickStartHasAtMostTwelveLinesOfUserCode() {
		QuickStartProject project = new QuickStartProject(this.root, this.directory);
		String code = project.block("src/main/java/com/example/App.java") + "\n"
				+ project.block("src/main/resources/application.yml");
		assertThat(code.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("package ") && !line.startsWith("import ")))
			.hasSizeLessThanOrEqualTo(MAX_LINES);
	}

	@Test
	void newProjectWithTheQuickStartsLinesDeliversAnEvent() throws Exception {
		new QuickStartProject(this.root, this.directory).write();
		Path cached = Path.of(System.getProperty("user.home"), ".m2/repository/io/dialogue");
		boolean cachedBefore = Files.exists(cached);
		try {
			run("build.log", "mvn", "-B", "-q", "-ntp", "package", "spring-boot:repackage");
			run("contract.log", new QuickStartProject(this.root, this.directory).contractCommand());
			assertThat(this.directory.resolve("target/contract/types.ts")).content()
				.contains("  text: string;", "\"chat\": { trigger: \"message\"; receive: \"message\" };");
		}
		finally {
			if (!cachedBefore) {
				FileSystemUtils.deleteRecursively(cached);
			}
		}
		Path log = this.directory.resolve("app.log");
		Process app = start(log, Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				"target/quick-start-1.jar", "--server.port=0");
		try {
			int port = port(log);
			talk(port);
			runClient(port);
		}
		finally {
			app.destroy();
			assertThat(app.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	private void talk(int port) throws Exception {
		IO.Options options = IO.Options.builder()
			.setForceNew(true)
			.setTransports(new String[] { "websocket" })
			.setAuth(Map.of("userId", "newcomer"))
			.build();
		Socket socket = IO.socket(URI.create("http://127.0.0.1:" + port), options);
		BlockingQueue<JSONObject> events = new LinkedBlockingQueue<>();
		socket.on("dialogue:event", (args) -> events.add((JSONObject) args[0]));
		socket.on("dialogue:joined", (args) -> socket.emit("dialogue:trigger",
				new JSONObject(Map.of("roomId", "chat", "event", "message", "data", Map.of("text", "Hello")))));
		socket.on(Socket.EVENT_CONNECT,
				(args) -> socket.emit("dialogue:join", new JSONObject(Map.of("roomId", "chat"))));
		socket.connect();
		try {
			JSONObject event = events.poll(20, TimeUnit.SECONDS);
			assertThat(event).isNotNull();
			assertThat(event.getJSONObject("data").getString("text")).isEqualTo("Hello");
			assertThat(event.getString("from")).isEqualTo("newcomer");
		}
		finally {
			socket.disconnect();
		}
	}

	/** The README's client, but for the port, which other tests may have. */
	private void runClient(int port) throws Exception {
		String client = new QuickStartProject(this.root, this.directory).block("client.mjs");
		assertThat(client).contains("http://localhost:8080");
		Files.writeString(this.directory.resolve("client.mjs"), client.replace("8080", String.valueOf(port)));
		Files.createSymbolicLink(this.directory.resolve("node_modules"),
				Path.of("src/e2e/node_modules").toAbsolutePath());
		Path log = this.directory.resolve("client.log");
		Process process = start(log, "node", "client.mjs");
		try {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(text(log)).contains("message ada { text: 'Hello' }"));
		}
		finally {
			process.destroy();
		}
	}

	private static int port(Path log) {
		List<Integer> found = new ArrayList<>();
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
			Matcher matcher = PORT.matcher(Files.readString(log));
			while (matcher.find()) {
				found.add(Integer.valueOf(matcher.group(1)));
			}
			return !found.isEmpty();
		});
		return found.get(0);
	}

	private void run(String name, String... command) throws Exception {
		Path log = this.directory.resolve(name);
		Process process = start(log, command);
		assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).as(() -> text(log)).isZero();
	}

	private Process start(Path log, String... command) throws IOException {
		Files.createFile(log);
		return new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
	}

	private static String text(Path log) {
		try {
			return Files.readString(log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

}
