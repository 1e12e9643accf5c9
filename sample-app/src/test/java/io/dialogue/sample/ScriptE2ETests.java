package io.dialogue.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.dialogue.gateway.GatewayServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each script of {@code src/e2e} with Node against the sample on free ports.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ScriptE2ETests {

	private static final Logger logger = LoggerFactory.getLogger(ScriptE2ETests.class);

	private static final Path DIRECTORY = Path.of("src/e2e").toAbsolutePath();

	private static final Path SCREENSHOTS = Path.of("target/screenshots").toAbsolutePath();

	private static final int TIMEOUT_MINUTES = 5;

	@LocalServerPort
	private int port;

	@Autowired
	private GatewayServer sockets;

	static List<String> scripts() throws IOException {
		try (Stream<Path> files = Files.list(DIRECTORY)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".e2e.mjs"))
				.sorted()
				.toList();
		}
	}

	@BeforeAll
	static void dependenciesAreInstalled() {
		assertThat(DIRECTORY.resolve("node_modules")).as("Install with 'npm ci --prefix sample-app/src/e2e' first")
			.isDirectory();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scripts")
	void passes(String script) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=spec", script)
			.directory(DIRECTORY.toFile())
			.redirectErrorStream(true);
		builder.environment()
			.putAll(Map.of("SAMPLE_URL", "http://localhost:" + this.port, "SOCKET_URL",
					"http://localhost:" + this.sockets.port(), "SCREENSHOTS", SCREENSHOTS.toString()));
		Process process = builder.start();
		List<String> output = new ArrayList<>();
		Thread reader = new Thread(() -> read(process, output));
		reader.start();
		boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
		if (!ended) {
			process.destroyForcibly();
		}
		reader.join();
		assertThat(ended).as("%s ended in time:\n%s", script, String.join("\n", output)).isTrue();
		assertThat(process.exitValue()).as("exit value of %s:\n%s", script, String.join("\n", output)).isZero();
		assertThat(output).as("node ran tests").anyMatch((line) -> line.matches(".*\\bpass [1-9]\\d*"));
		assertThat(output).as("node skipped none").anyMatch((line) -> line.endsWith("skipped 0"));
	}

	private static void read(Process process, List<String> output) {
		try (BufferedReader lines = process.inputReader()) {
			lines.lines().forEach((line) -> {
				logger.info(line);
				output.add(line);
			});
		}
		catch (IOException ex) {
			output.add(ex.toString());
		}
	}

}
