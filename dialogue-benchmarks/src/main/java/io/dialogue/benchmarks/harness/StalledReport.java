package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What clients that read nothing cost the others.
 *
 * @param members how many members the room has
 * @param stalled how many of them read nothing
 * @param rate deliveries per second that were offered
 * @param pairs what was compared
 * @param memory what the server kept for those that read nothing
 */
record StalledReport(int members, int stalled, int rate, List<Pair> pairs, Memory memory) {

	private static final double MEGABYTE = 1024 * 1024;

	Table table() {
		Table table = new Table(
				"%,d of %,d members read nothing, %,d deliveries per second, %d pairs of periods"
					.formatted(this.stalled, this.members, this.rate, this.pairs.size()),
				"", "without", "with", "ratio", "95 % interval of the ratio");
		row(table, "p50 of the others in ms", Pair::p50Without, Pair::p50With);
		row(table, "p99 of the others in ms", Pair::p99Without, Pair::p99With);
		table.row("resident memory per stalled client in MB",
				"limit " + Table.number(this.memory.limit() / MEGABYTE, 2), perClient(this.memory.near()),
				this.memory.closedNear() + " closed", "");
		table.row("the same beyond the limit", "", perClient(this.memory.beyond()),
				this.memory.closedBeyond() + " closed", "");
		return table;
	}

	private void row(Table table, String name, ToDoubleFunction<Pair> without, ToDoubleFunction<Pair> with) {
		List<Double> ratios = this.pairs.stream()
			.map((pair) -> with.applyAsDouble(pair) / without.applyAsDouble(pair))
			.toList();
		Statistics.Interval interval = Statistics.medianInterval(ratios);
		table.row(name, median(without), median(with), Table.number(Statistics.median(ratios), 3),
				Table.interval(interval, 3));
	}

	private String median(ToDoubleFunction<Pair> value) {
		return Table.number(Statistics.median(this.pairs.stream().map((pair) -> value.applyAsDouble(pair)).toList()),
				2);
	}

	private String perClient(long bytes) {
		return Table.number(bytes / MEGABYTE / this.stalled, 2);
	}

	/**
	 * The latencies of two periods, one after the other, in milliseconds.
	 *
	 * @param p50Without the median where all members read
	 * @param p50With the median where some do not
	 * @param p99Without the 99th percentile where all members read
	 * @param p99With the 99th percentile where some do not
	 */
	record Pair(double p50Without, double p50With, double p99Without, double p99With) {

	}

	/**
	 * What the server's resident memory grew by.
	 *
	 * @param limit the bound for each client in bytes
	 * @param closedNear how many clients the server had closed before that
	 * @param near growth in bytes while the stalled clients were near the bound
	 * @param closedBeyond how many clients the server had closed beyond the bound
	 * @param beyond growth in bytes after it was passed
	 */
	record Memory(long limit, int closedNear, long near, int closedBeyond, long beyond) {

	}

}
