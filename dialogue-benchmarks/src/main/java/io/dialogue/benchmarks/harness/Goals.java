package io.dialogue.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The table of what is to be reached. Ratios are those of runs that followed each other
 * in one campaign; the median of those of all campaigns counts.
 */
final class Goals {

	private static final int ROOM = 1000;

	private static final int INFLIGHT = 16;

	private final Table table = new Table("What is to be reached (medians of runs)", "goal", "target", "is",
			"95 % interval", "least", "most", "reached");

	private final List<List<Result>> campaigns;

	/**
	 * Creates an empty table.
	 * @param campaigns the results of each campaign
	 */
	Goals(List<List<Result>> campaigns) {
		this.campaigns = campaigns;
	}

	/**
	 * Judges results.
	 * @param costs what broadcasts cost, by campaign
	 * @return the table, empty if nothing was measured that has a goal
	 */
	Table judge(List<CostReport> costs) {
		closedLoop();
		offeredRate();
		smallRooms();
		idle();
		cost(costs);
		return this.table;
	}

	private void closedLoop() {
		String what = "Room of 1,000, 16 in flight: deliveries per CPU-second, ";
		efficiency(what + "times stock", Result.Kind.CLOSED, "stock", 7);
		efficiency(what + "times node", Result.Kind.CLOSED, "node", 8);
		efficiency(what + "times limit", Result.Kind.CLOSED, "limit", 0.9);
		efficiency(what + "times limit-joined", Result.Kind.CLOSED, "limit-joined", 0.9);
		List<Double> writes = ratios(Result.Kind.CLOSED, "limit", Window::messagesPerWrite);
		row("The same: messages per write, times limit", "0.90 to 1.10", writes, between(writes, 0.9, 1.1));
	}

	private void offeredRate() {
		String what = "Room of 1,000, common offered rate: deliveries per CPU-second, ";
		efficiency(what + "times limit", Result.Kind.OFFERED, "limit", 0.95);
		efficiency(what + "times stock", Result.Kind.OFFERED, "stock", 1);
		efficiency(what + "times stomp", Result.Kind.OFFERED, "stomp", 1.6);
		List<Double> times = ratios(Result.Kind.OFFERED, "limit", Window::p99Ms);
		row("The same: p99, times limit", "1.10 at most", times, between(times, 0, 1.1));
		List<Double> own = this.campaigns.stream()
			.flatMap((results) -> runs(results, Result.Kind.OFFERED, FanoutOptions.DIALOGUE).stream())
			.filter((result) -> !result.isVoid())
			.map((result) -> result.window().p99Ms())
			.toList();
		row("The same: p99 in ms", "12 at most", own, between(own, 0, 12));
	}

	private void smallRooms() {
		String what = "Small rooms, triggered by clients: deliveries per CPU-second, ";
		efficiency(what + "times stock", Result.Kind.CLIENTS, "stock", 1);
		efficiency(what + "times node (aim: 3)", Result.Kind.CLIENTS, "node", 1);
		efficiency(what + "times stomp", Result.Kind.CLIENTS, "stomp", 1);
	}

	/** All results of a run have its reading, which counts once. */
	private void idle() {
		List<Double> times = this.campaigns.stream()
			.flatMap((results) -> ratios(residentBytes(results, FanoutOptions.DIALOGUE),
					residentBytes(results, "limit")))
			.distinct()
			.toList();
		row("Idle connections: resident memory, times limit", "1.30 at most", times, between(times, 0, 1.3));
	}

	private void cost(List<CostReport> reports) {
		unchanged("Cost of a subscriber, rooms of more than 1,000 times others", reports,
				(report) -> report.unevenness(FanoutOptions.DIALOGUE));
		unchanged("Cost of a subscriber in a crowd, times without", reports,
				(report) -> report.inCrowd(FanoutOptions.DIALOGUE, Statistics.Line::b));
		unchanged("Cost of a trigger in a crowd, times without", reports,
				(report) -> report.inCrowd(FanoutOptions.DIALOGUE, Statistics.Line::a));
	}

	private void unchanged(String goal, List<CostReport> reports, Function<CostReport, List<Double>> ratios) {
		List<Double> times = reports.stream().flatMap((report) -> ratios.apply(report).stream()).toList();
		row(goal, "0.80 to 1.20", times, between(times, 0.8, 1.2));
	}

	private void efficiency(String goal, Result.Kind kind, String peer, double least) {
		List<Double> times = ratios(kind, peer, Window::deliveriesPerCpuSecond);
		row(goal, Table.number(least, 2) + " at least", times, between(times, least, Double.MAX_VALUE));
	}

	private static boolean between(List<Double> values, double least, double most) {
		double median = Statistics.median(values);
		return median >= least && median <= most;
	}

	private void row(String goal, String target, List<Double> values, boolean reached) {
		if (!values.isEmpty()) {
			Statistics.Interval span = Statistics.span(values);
			this.table.row(goal, target, Table.number(Statistics.median(values), 2),
					Table.interval(Statistics.medianInterval(values), 2), Table.number(span.least(), 2),
					Table.number(span.most(), 2), reached ? "yes" : "no");
		}
	}

	private List<Double> ratios(Result.Kind kind, String peer, ToDoubleFunction<Window> figure) {
		return this.campaigns.stream()
			.map((results) -> new Pairs(runs(results, kind, FanoutOptions.DIALOGUE), runs(results, kind, peer)))
			.flatMap((pairs) -> pairs.ratios(figure).stream())
			.toList();
	}

	private static Stream<Double> ratios(List<Double> own, List<Double> others) {
		return IntStream.range(0, Math.min(own.size(), others.size()))
			.mapToObj((run) -> own.get(run) / others.get(run));
	}

	private static List<Result> runs(List<Result> results, Result.Kind kind, String server) {
		return results.stream()
			.filter((result) -> result.kind() == kind && result.server().equals(server) && isMeant(result))
			.toList();
	}

	private static boolean isMeant(Result result) {
		return switch (result.kind()) {
			case CLOSED -> result.room() == ROOM && result.inflight() == INFLIGHT;
			case OFFERED -> result.room() == ROOM;
			case CLIENTS -> result.inflight() == INFLIGHT;
		};
	}

	private static List<Double> residentBytes(List<Result> results, String server) {
		List<Double> bytes = new ArrayList<>();
		for (Result result : results) {
			Long resident = result.rssBytesPerConnection();
			if (result.server().equals(server) && resident != null) {
				bytes.add(resident.doubleValue());
			}
		}
		return bytes;
	}

}
