package io.dialogue.benchmarks.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What broadcasts cost a server in one round, as lines that are fitted to it.
 *
 * @param id which server and which round
 * @param costs what was measured
 */
record FittedRound(Id id, List<Cost> costs) {

	/** The costs of a subscriber are compared in rooms from this size on. */
	private static final int SMALLEST = 100;

	/** Where small rooms end and large ones begin. */
	private static final int MIDDLE = 1000;

	static List<FittedRound> of(List<Cost> costs) {
		return costs.stream()
			.collect(Collectors.groupingBy(Id::of, LinkedHashMap::new, Collectors.toList()))
			.entrySet()
			.stream()
			.map((entry) -> new FittedRound(entry.getKey(), entry.getValue()))
			.toList();
	}

	/** The line over all sizes. */
	Statistics.Line line() {
		return fit((subscribers) -> true);
	}

	Statistics.Line small() {
		return fit((subscribers) -> subscribers >= SMALLEST && subscribers <= MIDDLE);
	}

	Statistics.Line large() {
		return fit((subscribers) -> subscribers >= MIDDLE);
	}

	/** How many times more a subscriber costs in large rooms than in small ones. */
	double unevenness() {
		return large().b() / small().b();
	}

	private Statistics.Line fit(IntPredicate sizes) {
		List<Cost> fitted = this.costs.stream().filter((cost) -> sizes.test(cost.subscribers())).toList();
		return Statistics.fit(fitted.stream().mapToDouble(Cost::subscribers).toArray(),
				fitted.stream().mapToDouble(Cost::micros).toArray());
	}

	/**
	 * What was measured in turns.
	 *
	 * @param server the server's name
	 * @param crowd what else the server had
	 * @param run in which run
	 * @param round in which round of the run
	 */
	record Id(String server, Crowd crowd, int run, int round) {

		static Id of(Cost cost) {
			return new Id(cost.server(), cost.crowd(), cost.run(), cost.round());
		}

		Id alone() {
			return new Id(this.server, Crowd.NONE, this.run, this.round);
		}

	}

}
