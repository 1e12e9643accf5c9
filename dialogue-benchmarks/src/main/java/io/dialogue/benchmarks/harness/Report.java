package io.dialogue.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The tables of runs: medians of all that count.
 */
final class Report {

	private static final String[] COLUMNS = { "server", "room", "in flight", "runs", "deliveries/s", "per CPU-s",
			"least", "most", "dialogue is", "generator CPU", "B/delivery", "messages/write", "B/message", "p50 ms",
			"p99 ms", "steal %" };

	private final List<Result> results;

	Report(List<Result> results) {
		this.results = results;
	}

	List<Table> tables() {
		List<Table> tables = new ArrayList<>();
		for (Result.Kind kind : Result.Kind.values()) {
			Table table = new Table(kind.title() + " (medians)", COLUMNS);
			this.results.stream()
				.filter((result) -> result.kind() == kind)
				.map(Cell::of)
				.distinct()
				.forEach((cell) -> addTo(table, cell));
			tables.add(table);
		}
		tables.add(idle());
		return tables.stream().filter((table) -> !table.isEmpty()).toList();
	}

	private void addTo(Table table, Cell cell) {
		List<Result> all = runs(cell);
		List<Result> runs = all.stream().filter((result) -> !result.isVoid()).toList();
		int voided = all.size() - runs.size();
		table.row(cell.server(), Table.number(cell.room(), 0),
				(cell.inflight() > 0) ? String.valueOf(cell.inflight()) : "-",
				runs.size() + ((voided > 0) ? " (" + voided + " void)" : ""),
				median(runs, Window::deliveriesPerSecond, 0), median(runs, Window::deliveriesPerCpuSecond, 0),
				Table.number(efficiency(runs).min().orElse(Double.NaN), 0),
				Table.number(efficiency(runs).max().orElse(Double.NaN), 0), ratio(cell, all),
				median(runs, Window::generatorCpu, 2), median(runs, Window::allocatedBytesPerDelivery, 0),
				median(runs, Window::messagesPerWrite, 2), median(runs, Window::bytesPerMessage, 0),
				median(runs, Window::p50Ms, 2), median(runs, Window::p99Ms, 2),
				median(runs, (window) -> window.steal() * 100, 1));
	}

	private static DoubleStream efficiency(List<Result> runs) {
		return runs.stream().mapToDouble((result) -> result.window().deliveriesPerCpuSecond());
	}

	private String ratio(Cell cell, List<Result> all) {
		Pairs pairs = new Pairs(runs(cell.of(FanoutOptions.DIALOGUE)), all);
		return Table.number(Statistics.median(pairs.ratios(Window::deliveriesPerCpuSecond)), 2) + "x";
	}

	private Table idle() {
		Table table = new Table("Idle connections (medians)", "server", "resident B/connection", "dialogue is");
		double own = residentBytes(FanoutOptions.DIALOGUE);
		this.results.stream().map(Result::server).distinct().forEach((server) -> {
			double bytes = residentBytes(server);
			if (Double.isFinite(bytes)) {
				table.row(server, Table.number(bytes, 0), Table.number(own / bytes, 2) + "x");
			}
		});
		return table;
	}

	private double residentBytes(String server) {
		Stream<Long> bytes = this.results.stream()
			.filter((result) -> result.server().equals(server))
			.map(Result::rssBytesPerConnection)
			.filter(Objects::nonNull);
		return Statistics.median(bytes.map(Long::doubleValue).toList());
	}

	private List<Result> runs(Cell cell) {
		return this.results.stream().filter((result) -> Cell.of(result).equals(cell)).toList();
	}

	private static String median(List<Result> runs, ToDoubleFunction<Window> figure, int digits) {
		return Table.number(median(runs, figure), digits);
	}

	private static double median(List<Result> runs, ToDoubleFunction<Window> figure) {
		return Statistics.median(runs.stream().map((result) -> figure.applyAsDouble(result.window())).toList());
	}

	/**
	 * What is compared.
	 *
	 * @param kind how the server was loaded
	 * @param server the server
	 * @param room the room's size
	 * @param inflight broadcasts in flight
	 */
	private record Cell(Result.Kind kind, String server, int room, int inflight) {

		static Cell of(Result result) {
			return new Cell(result.kind(), result.server(), result.room(), result.inflight());
		}

		Cell of(String other) {
			return new Cell(this.kind, other, this.room, this.inflight);
		}

	}

}
