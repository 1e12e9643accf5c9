package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The table of fitted costs of a broadcast: a + b × subscribers. Each round is fitted by
 * itself, and figures of the same round are compared; medians of all rounds are reported.
 */
final class CostReport {

	private final List<FittedRound> rounds;

	CostReport(List<Cost> costs) {
		this.rounds = FittedRound.of(costs);
	}

	Table table() {
		Table table = new Table("CPU time of a broadcast = a + b \u00d7 subscribers (medians of rounds)", "server",
				"crowd", "rounds", "a in \u00b5s", "least to most", "b in \u00b5s", "least to most", "b, 100 to 1,000",
				"b, 1,000 to 10,000", "large / small", "least to most");
		for (String server : servers()) {
			of(server).map((round) -> round.id().crowd())
				.distinct()
				.forEach((crowd) -> addTo(table, server, crowd, rounds(server, crowd)));
		}
		return table;
	}

	private static void addTo(Table table, String server, Crowd crowd, List<FittedRound> rounds) {
		List<Double> a = figures(rounds, (round) -> round.line().a());
		List<Double> b = figures(rounds, (round) -> round.line().b());
		List<Double> small = figures(rounds, (round) -> round.small().b());
		List<Double> large = figures(rounds, (round) -> round.large().b());
		List<Double> times = figures(rounds, FittedRound::unevenness);
		table.row(server, crowd.description(), String.valueOf(rounds.size()), median(a, 1), span(a, 1), median(b, 3),
				span(b, 3), median(small, 3), median(large, 3), median(times, 2), span(times, 2));
	}

	List<String> servers() {
		return this.rounds.stream().map((round) -> round.id().server()).distinct().toList();
	}

	/**
	 * How many times more a subscriber costs in large rooms than in small ones, without a
	 * crowd.
	 * @param server whose
	 * @return the ratio of each round
	 */
	List<Double> unevenness(String server) {
		return figures(rounds(server, Crowd.NONE), FittedRound::unevenness);
	}

	/**
	 * How many times more something costs in a crowd than without.
	 * @param server whose
	 * @param figure what it is of the fitted line
	 * @return the ratio of each round
	 */
	List<Double> inCrowd(String server, ToDoubleFunction<Statistics.Line> figure) {
		return of(server).filter((round) -> !round.id().crowd().equals(Crowd.NONE))
			.flatMap((round) -> of(server).filter((other) -> other.id().equals(round.id().alone()))
				.map((alone) -> figure.applyAsDouble(round.line()) / figure.applyAsDouble(alone.line())))
			.toList();
	}

	private List<FittedRound> rounds(String server, Crowd crowd) {
		return of(server).filter((round) -> round.id().crowd().equals(crowd)).toList();
	}

	private Stream<FittedRound> of(String server) {
		return this.rounds.stream().filter((round) -> round.id().server().equals(server));
	}

	private static List<Double> figures(List<FittedRound> rounds, ToDoubleFunction<FittedRound> figure) {
		return rounds.stream().map(figure::applyAsDouble).toList();
	}

	private static String median(List<Double> values, int digits) {
		return Table.number(Statistics.median(values), digits);
	}

	private static String span(List<Double> values, int digits) {
		return Table.interval(Statistics.span(values), digits);
	}

}
