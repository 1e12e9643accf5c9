package io.dialogue.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import tools.jackson.databind.json.JsonMapper;

import io.dialogue.benchmarks.load.Dialects;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.load.LoadSession;

/**
 * A server with all its clients, which are held by this process alone: those of several
 * servers are more than a process may have files open. Prints {@code READY}, and then,
 * for each number of a room that it reads on a line, the server's CPU time per broadcast
 * in microseconds. Lives as long as its input.
 */
public final class CostGenerator {

	/** Printed when all clients are connected. */
	static final String READY = "READY";

	private CostGenerator() {
	}

	/**
	 * Measures on request.
	 * @param arguments a {@link CostTask} in JSON
	 * @throws IOException if the server cannot be started or controlled
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		CostTask task = new JsonMapper().readValue(arguments[0], CostTask.class);
		try (LoadGenerator generator = new LoadGenerator();
				ServerProcess server = ServerProcess.startLoaded(task.server(), task.logName(), task.options(),
						task.options().rooms().size());
				LoadSession session = generator.open(server.port(), Dialects.of(task.server()))) {
			Load load = new Load(server, session, task.options());
			connect(task, server, session, load);
			obey(task, load, System.out);
		}
	}

	/** Rooms come first: each is announced to all clients that may see it. */
	private static void connect(CostTask task, ServerProcess server, LoadSession session, Load load)
			throws InterruptedException {
		if (task.crowd().rooms() > 0) {
			server.control().ask("o" + task.crowd().rooms());
		}
		session.connect(task.crowd().clients(), null);
		load.fillRooms(0, task.options().rooms());
	}

	private static void obey(CostTask task, Load load, PrintStream out) throws IOException, InterruptedException {
		BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
		out.println(READY);
		for (String line = requests.readLine(); line != null; line = requests.readLine()) {
			int room = Integer.parseInt(line);
			int members = task.options().rooms().get(room);
			load.selectRoom(room);
			out.println(members * 1e6 / load.closedLoop(members, 1).deliveriesPerCpuSecond());
		}
	}

}
