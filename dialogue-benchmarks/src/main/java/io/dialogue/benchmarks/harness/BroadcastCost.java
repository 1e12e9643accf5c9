package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the server's CPU time per broadcast in rooms of several sizes, each broadcast
 * alone, with and without a crowd. Both servers are up at once, and the rooms of all
 * sizes take turns in both of them, round by round, so that what is fitted and compared
 * was measured within seconds.
 */
final class BroadcastCost {

	private final List<Cost> costs = new ArrayList<>();

	private final FanoutOptions options;

	private final PrintStream progress;

	BroadcastCost(FanoutOptions options, PrintStream progress) {
		this.options = options;
		this.progress = progress;
	}

	List<Cost> run() throws IOException {
		ResultFile file = ResultFile.start(this.options.out());
		Crowd crowd = new Crowd(this.options.smallRooms(), this.options.idle());
		for (int run = 0; run < this.options.runs(); run++) {
			for (String server : this.options.servers()) {
				measure(run, List.of(new CostTask(server, Crowd.NONE, this.options),
						new CostTask(server, crowd, this.options)), file);
			}
		}
		return this.costs;
	}

	private void measure(int run, List<CostTask> tasks, ResultFile file) throws IOException {
		List<CostContender> contenders = new ArrayList<>();
		try {
			for (CostTask task : tasks) {
				contenders.add(CostContender.start(task));
			}
			for (CostContender contender : contenders) {
				contender.awaitReady();
			}
			for (CostContender contender : contenders) {
				warmUp(contender);
			}
			for (int round = 0; round < this.options.rounds(); round++) {
				measure(run, round, contenders, file);
			}
		}
		finally {
			for (CostContender contender : contenders) {
				contender.close();
			}
		}
	}

	/** In a room of middle size, since its first loop lasts longest, then in all. */
	private void warmUp(CostContender contender) throws IOException {
		int rooms = this.options.rooms().size();
		for (int i = 0; i < rooms; i++) {
			contender.micros((rooms / 2 + i) % rooms);
		}
	}

	private void measure(int run, int round, List<CostContender> contenders, ResultFile file) throws IOException {
		for (Turn turn : Turn.ofRound(this.options.rooms(), contenders.size(), round)) {
			CostContender contender = contenders.get(turn.server());
			add(new Cost(contender.task().server(), contender.task().crowd(), run, round,
					this.options.rooms().get(turn.room()), contender.micros(turn.room())), file);
		}
	}

	private void add(Cost cost, ResultFile file) throws IOException {
		this.costs.add(cost);
		file.add(cost);
		this.progress.printf("run %d, round %d, %s, crowd: %s, room of %,d: %,.1f \u00b5s per broadcast%n",
				cost.run() + 1, cost.round() + 1, cost.server(), cost.crowd().description(), cost.subscribers(),
				cost.micros());
	}

}
