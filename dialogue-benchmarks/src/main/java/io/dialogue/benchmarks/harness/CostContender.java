package io.dialogue.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

/**
 * The harness's end of a {@link CostGenerator}.
 */
final class CostContender implements AutoCloseable {

	private final CostTask task;

	private final Path log;

	private final Process process;

	private final Writer requests;

	private final BufferedReader answers;

	private CostContender(CostTask task, Path log, Process process) {
		this.task = task;
		this.log = log;
		this.process = process;
		this.requests = process.outputWriter(StandardCharsets.US_ASCII);
		this.answers = process.inputReader(StandardCharsets.US_ASCII);
	}

	/**
	 * Starts a generator, which starts its server.
	 * @param task what it is to measure
	 * @return both, to be closed
	 */
	static CostContender start(CostTask task) throws IOException {
		Path log = Places.result(task.logName() + "-generator.log");
		return new CostContender(task, log, new ProcessBuilder(command(task)).redirectError(log.toFile()).start());
	}

	private static List<String> command(CostTask task) {
		List<String> command = new ArrayList<>(Cores.pin(task.options().generatorCore()));
		command.addAll(JavaCommand.of(List.of("-XX:+UseSerialGC", "-Xmx2g", "-Dfanout.target=" + Places.target()),
				CostGenerator.class.getName(), new JsonMapper().writeValueAsString(task)));
		return command;
	}

	CostTask task() {
		return this.task;
	}

	/** Returns when all clients are connected. */
	void awaitReady() throws IOException {
		answer();
	}

	/**
	 * Measures broadcasts that are each alone in flight.
	 * @param room the place of the room's size among those that were asked for
	 * @return the CPU time of one in microseconds
	 */
	double micros(int room) throws IOException {
		this.requests.write(room + "\n");
		this.requests.flush();
		return Double.parseDouble(answer());
	}

	private String answer() throws IOException {
		String answer = this.answers.readLine();
		if (answer == null) {
			throw new IllegalStateException("The generator has gone, see " + this.log);
		}
		return answer;
	}

	/** Ends both: the generator lives as long as its input, the server with it. */
	@Override
	public void close() throws IOException {
		this.requests.close();
		ServerProcess.awaitEnd(this.process);
	}

}
