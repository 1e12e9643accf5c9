package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table of fitted costs of a broadcast: a + b × subscribers.
 */
final class CostReport {

	/** Where small rooms end and large ones begin. */
	private static final int MIDDLE = 1000;

	private final List<Cost> costs;

	CostReport(List<Cost> costs) {
		this.costs = costs;
	}

	Table table() {
		Table table = new Table("CPU time of a broadcast = a + b \u00d7 subscribers (medians)", "server", "crowd",
				"a in \u00b5s", "b in \u00b5s", "b, 100 to 1,000", "b, 1,000 to 10,000", "differ by");
		for (String server : this.costs.stream().map(Cost::server).distinct().toList()) {
			addTo(table, server, false);
			addTo(table, server, true);
		}
		return table;
	}

	private void addTo(Table table, String server, boolean crowd) {
		Statistics.Line line = line(server, crowd);
		double small = small(server, crowd).b();
		double large = large(server, crowd).b();
		table.row(server, crowd ? "10,000 rooms, 2,000 clients" : "none", Table.number(line.a(), 1),
				Table.number(line.b(), 3), Table.number(small, 3), Table.number(large, 3),
				Table.number(100 * (large / small - 1), 0) + " %");
	}

	/**
	 * The fitted cost over all sizes.
	 * @param server whose
	 * @param crowd whether in a crowd
	 * @return the line
	 */
	Statistics.Line line(String server, boolean crowd) {
		return fit(of(server, crowd).toList());
	}

	/**
	 * How many times more a subscriber costs in large rooms than in small ones.
	 * @param server whose
	 * @param crowd whether in a crowd
	 * @return the ratio
	 */
	double unevenness(String server, boolean crowd) {
		return large(server, crowd).b() / small(server, crowd).b();
	}

	private Statistics.Line small(String server, boolean crowd) {
		return fit(of(server, crowd).filter((cost) -> cost.subscribers() <= MIDDLE).toList());
	}

	private Statistics.Line large(String server, boolean crowd) {
		return fit(of(server, crowd).filter((cost) -> cost.subscribers() >= MIDDLE).toList());
	}

	private Stream<Cost> of(String server, boolean crowd) {
		return this.costs.stream().filter((cost) -> cost.server().equals(server) && cost.crowd() == crowd);
	}

	/** Through the medians of each size. */
	private static Statistics.Line fit(List<Cost> costs) {
		List<Integer> sizes = costs.stream().map(Cost::subscribers).distinct().sorted().toList();
		double[] x = sizes.stream().mapToDouble(Integer::doubleValue).toArray();
		double[] y = sizes.stream()
			.mapToDouble((size) -> Statistics
				.median(costs.stream().filter((cost) -> cost.subscribers() == size).map(Cost::micros).toList()))
			.toArray();
		return Statistics.fit(x, y);
	}

}
