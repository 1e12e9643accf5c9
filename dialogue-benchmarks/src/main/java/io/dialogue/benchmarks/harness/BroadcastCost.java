package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import io.dialogue.benchmarks.load.Dialects;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.load.LoadSession;

/**
 * Measures the server's CPU time per broadcast in rooms of several sizes in one process,
 * each broadcast alone; with and without a crowd: other rooms, and clients that are in
 * none.
 */
final class BroadcastCost {

	private static final int OTHER_ROOMS = 10_000;

	private static final int IDLE_CLIENTS = 2_000;

	private static final List<Integer> SIZES = List.of(100, 300, 1000, 3000, 10_000);

	private final List<Cost> costs = new ArrayList<>();

	private final FanoutOptions options;

	private final LoadGenerator generator;

	private final PrintStream progress;

	BroadcastCost(FanoutOptions options, LoadGenerator generator, PrintStream progress) {
		this.options = options;
		this.generator = generator;
		this.progress = progress;
	}

	List<Cost> run() throws IOException, InterruptedException {
		ResultFile file = ResultFile.start(this.options.out());
		for (int run = 0; run < this.options.runs(); run++) {
			for (String server : this.options.servers()) {
				measure(server, false, file);
				measure(server, true, file);
			}
		}
		return this.costs;
	}

	/** Rooms come first: each is announced to all clients that may see it. */
	private void measure(String server, boolean crowd, ResultFile file) throws IOException, InterruptedException {
		try (ServerProcess process = ServerProcess.startLoaded(server, this.options, SIZES.size());
				LoadSession session = this.generator.open(process.port(), Dialects.of(server))) {
			Load load = new Load(process, session, this.options);
			if (crowd) {
				process.control().ask("o" + OTHER_ROOMS);
				session.connect(IDLE_CLIENTS, null);
			}
			load.fillRooms(0, SIZES);
			measure(server, crowd, load, file);
		}
	}

	private void measure(String server, boolean crowd, Load load, ResultFile file)
			throws IOException, InterruptedException {
		for (int i = 0; i < SIZES.size(); i++) {
			load.selectRoom(i);
			Window window = load.closedLoop(SIZES.get(i), 1);
			Cost cost = new Cost(server, crowd, SIZES.get(i), SIZES.get(i) * 1e6 / window.deliveriesPerCpuSecond());
			this.progress.printf("%s%s, room of %,d: %,.1f \u00b5s per broadcast%n", server, crowd ? " in a crowd" : "",
					cost.subscribers(), cost.micros());
			this.costs.add(cost);
			file.add(cost);
		}
	}

}
