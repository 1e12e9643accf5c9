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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A script of tests for Node, with its output in the log.
 *
 * @param name its path below {@code src/e2e}
 */
record NodeScript(String name) {

	private static final Logger logger = LoggerFactory.getLogger(NodeScript.class);

	private static final Path DIRECTORY = Path.of("src/e2e").toAbsolutePath();

	private static final Path SCREENSHOTS = Path.of("target/screenshots").toAbsolutePath();

	private static final int TIMEOUT_MINUTES = 5;

	/**
	 * The scripts of a folder, in the order of their names.
	 * @param folder the folder below {@code src/e2e}, empty for that itself
	 * @return the scripts
	 */
	static List<NodeScript> in(String folder) throws IOException {
		try (Stream<Path> files = Files.list(DIRECTORY.resolve(folder))) {
			return files.filter((file) -> file.toString().endsWith(".e2e.mjs"))
				.map((file) -> new NodeScript(DIRECTORY.relativize(file).toString()))
				.sorted((one, two) -> one.name.compareTo(two.name))
				.toList();
		}
	}

	/**
	 * Runs the script, which must pass.
	 * @param samplePort where the sample runs
	 * @param socketPort where its sockets are
	 */
	void run(int samplePort, int socketPort) throws IOException, InterruptedException {
		assertThat(DIRECTORY.resolve("node_modules")).as("Install with 'npm ci --prefix sample-app/src/e2e' first")
			.isDirectory();
		ProcessBuilder builder = new ProcessBuilder("node", "--test", "--test-reporter=spec", this.name)
			.directory(DIRECTORY.toFile())
			.redirectErrorStream(true);
		builder.environment()
			.putAll(Map.of("SAMPLE_URL", "http://localhost:" + samplePort, "SOCKET_URL",
					"http://localhost:" + socketPort, "SCREENSHOTS", SCREENSHOTS.toString()));
		Process process = builder.start();
		List<String> output = new ArrayList<>();
		Thread reader = new Thread(() -> read(process, output));
		reader.start();
		boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
		if (!ended) {
			process.destroyForcibly();
		}
		reader.join();
		assertThat(ended).as("%s ended in time:\n%s", this.name, String.join("\n", output)).isTrue();
		assertThat(process.exitValue()).as("exit value of %s:\n%s", this.name, String.join("\n", output)).isZero();
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

	@Override
	public String toString() {
		return this.name;
	}

}
