package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.dialogue.benchmarks.load.Dialects;
import io.dialogue.benchmarks.load.LoadGenerator;
import io.dialogue.benchmarks.load.LoadSession;

/**
 * Fits the server's CPU time per broadcast as a + b × subscribers, over rooms of several
 * sizes in one process, each broadcast alone; with and without a crowd: other rooms, and
 * clients that are in none.
 */
final class BroadcastCost {

	private static final int OTHER_ROOMS = 10_000;

	private static final int IDLE_CLIENTS = 2_000;

	private static final List<Integer> SIZES = FanoutOptions.FIT_ROOMS;

	private final FanoutOptions options;

	private final LoadGenerator generator;

	private final PrintStream progress;

	BroadcastCost(FanoutOptions options, LoadGenerator generator, PrintStream progress) {
		this.options = options;
		this.generator = generator;
		this.progress = progress;
	}

	Table run() throws IOException, InterruptedException {
		Table table = new Table("CPU time of a broadcast = a + b x subscribers, medians", "server", "crowd",
				"a (\u00b5s)", "b (\u00b5s)", "b, 100 to 1,000", "b, 1,000 to 10,000", "differ by");
		for (String server : this.options.servers()) {
			Map<Integer, List<Double>> alone = new LinkedHashMap<>();
			Map<Integer, List<Double>> crowded = new LinkedHashMap<>();
			for (int run = 0; run < this.options.runs(); run++) {
				measure(server, false, alone);
				measure(server, true, crowded);
			}
			addTo(table, server, "none", alone);
			addTo(table, server, "10,000 rooms, 2,000 clients", crowded);
		}
		return table;
	}

	private void measure(String server, boolean crowd, Map<Integer, List<Double>> costs)
			throws IOException, InterruptedException {
		try (ServerProcess process = ServerProcess.startLoaded(server, this.options, SIZES.size());
				LoadSession session = this.generator.open(process.port(), Dialects.of(server))) {
			Load load = new Load(process.control(), session, this.options);
			if (crowd) {
				process.control().ask("o" + OTHER_ROOMS);
				session.connect(IDLE_CLIENTS, null);
			}
			load.fillRooms(SIZES);
			for (int i = 0; i < SIZES.size(); i++) {
				load.selectRoom(i);
				Window window = load.closedLoop(SIZES.get(i), 1);
				double cost = SIZES.get(i) * 1e6 / window.deliveriesPerCpuSecond();
				this.progress.printf("%s%s, room of %,d: %,.1f \u00b5s per broadcast%n", server,
						crowd ? " in a crowd" : "", SIZES.get(i), cost);
				costs.computeIfAbsent(SIZES.get(i), (size) -> new ArrayList<>()).add(cost);
			}
		}
	}

	private static void addTo(Table table, String server, String crowd, Map<Integer, List<Double>> costs) {
		Statistics.Line line = fit(costs, 0, Integer.MAX_VALUE);
		double small = fit(costs, 0, 1000).b();
		double large = fit(costs, 1000, Integer.MAX_VALUE).b();
		table.row(server, crowd, Table.number(line.a(), 1), Table.number(line.b(), 3), Table.number(small, 3),
				Table.number(large, 3), Table.number(100 * (large / small - 1), 0) + " %");
	}

	private static Statistics.Line fit(Map<Integer, List<Double>> costs, int least, int most) {
		List<Integer> sizes = costs.keySet().stream().filter((size) -> size >= least && size <= most).toList();
		double[] x = sizes.stream().mapToDouble(Integer::doubleValue).toArray();
		double[] y = sizes.stream()
			.mapToDouble((size) -> Statistics.median(costs.getOrDefault(size, List.of())))
			.toArray();
		return Statistics.fit(x, y);
	}

}
