package io.dialogue.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A script of {@code src/e2e} that Node runs as a test.
 */
final class NodeScript {

	static final Path DIRECTORY = Path.of("src/e2e").toAbsolutePath();

	private static final Path SCREENSHOTS = Path.of("target/screenshots").toAbsolutePath();

	private static final Logger logger = LoggerFactory.getLogger(NodeScript.class);

	private static final int TIMEOUT_MINUTES = 5;

	private NodeScript() {
	}

	/**
	 * Runs a script, and fails unless all of its tests pass.
	 */
	static void run(String script, int webPort, int socketPort) throws Exception {
		assertThat(DIRECTORY.resolve("node_modules")).as("Install with 'npm ci --prefix sample-app/src/e2e' first")
			.isDirectory();
		ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=spec", script)
			.directory(DIRECTORY.toFile())
			.redirectErrorStream(true);
		builder.environment()
			.putAll(Map.of("SAMPLE_URL", "http://localhost:" + webPort, "SOCKET_URL", "http://localhost:" + socketPort,
					"SCREENSHOTS", SCREENSHOTS.toString()));
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
