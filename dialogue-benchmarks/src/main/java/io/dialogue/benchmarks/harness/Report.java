package io.dialogue.benchmarks.harness;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The tables for people: medians of all runs that count.
 */
final class Report {

	private final List<Result> results;

	Report(List<Result> results) {
		this.results = results;
	}

	@Override
	public String toString() {
		Table closed = new Table("Closed loop, medians", "server", "room", "in flight", "deliveries/s", "per CPU-s",
				"least", "most", "dialogue is", "generator CPU", "B/delivery", "messages/write", "B/message", "p99 ms");
		Table offered = new Table("Common offered rate, each broadcast alone, medians", "server", "room", "runs",
				"deliveries/s", "per CPU-s", "least", "most", "dialogue is", "generator CPU", "B/delivery",
				"messages/write", "B/message", "p50 ms", "p99 ms");
		Table idle = new Table("Idle connections, medians", "server", "resident B/connection", "dialogue is");
		Set<Cell> cells = new LinkedHashSet<>();
		this.results.forEach((result) -> cells.add(new Cell(result.server(), result.room(), result.inflight())));
		cells.stream().filter((cell) -> cell.inflight() > 0).forEach((cell) -> addClosed(closed, cell));
		cells.stream().filter((cell) -> cell.inflight() == 0).forEach((cell) -> addOffered(offered, cell));
		cells.stream().map(Cell::server).distinct().forEach((server) -> addIdle(idle, server));
		return closed.toString() + offered + idle;
	}

	private void addClosed(Table table, Cell cell) {
		List<Result> runs = runs(cell);
		table.row(cell.server(), String.valueOf(cell.room()), String.valueOf(cell.inflight()),
				median(runs, Window::deliveriesPerSecond, 0), median(runs, Window::deliveriesPerCpuSecond, 0),
				least(runs), most(runs), ratio(cell), median(runs, Window::generatorCpu, 2),
				median(runs, Window::allocatedBytesPerDelivery, 0), median(runs, Window::messagesPerWrite, 2),
				median(runs, Window::bytesPerMessage, 0), median(runs, Window::p99Ms, 2));
	}

	private void addOffered(Table table, Cell cell) {
		List<Result> runs = runs(cell);
		long all = this.results.stream().filter(cell::holds).count();
		table.row(cell.server(), String.valueOf(cell.room()),
				(runs.size() == all) ? String.valueOf(all) : runs.size() + " (" + (all - runs.size()) + " void)",
				median(runs, Window::deliveriesPerSecond, 0), median(runs, Window::deliveriesPerCpuSecond, 0),
				least(runs), most(runs), ratio(cell), median(runs, Window::generatorCpu, 2),
				median(runs, Window::allocatedBytesPerDelivery, 0), median(runs, Window::messagesPerWrite, 2),
				median(runs, Window::bytesPerMessage, 0), median(runs, Window::p50Ms, 2),
				median(runs, Window::p99Ms, 2));
	}

	private void addIdle(Table table, String server) {
		double bytes = residentBytes(server);
		if (Double.isFinite(bytes)) {
			table.row(server, Table.number(bytes, 0),
					Table.number(residentBytes(FanoutOptions.DIALOGUE) / bytes, 2) + "x");
		}
	}

	private double residentBytes(String server) {
		return Statistics.median(this.results.stream()
			.filter((result) -> result.server().equals(server))
			.map(Result::rssBytesPerConnection)
			.filter(Objects::nonNull)
			.map(Long::doubleValue)
			.toList());
	}

	private List<Result> runs(Cell cell) {
		return this.results.stream().filter(cell::holds).filter((result) -> !result.isVoid()).toList();
	}

	private String ratio(Cell cell) {
		double own = median(runs(new Cell(FanoutOptions.DIALOGUE, cell.room(), cell.inflight())),
				Window::deliveriesPerCpuSecond);
		return Table.number(own / median(runs(cell), Window::deliveriesPerCpuSecond), 2) + "x";
	}

	private static String least(List<Result> runs) {
		return Table.number(runs.stream()
			.mapToDouble((result) -> result.window().deliveriesPerCpuSecond())
			.min()
			.orElse(Double.NaN), 0);
	}

	private static String most(List<Result> runs) {
		return Table.number(runs.stream()
			.mapToDouble((result) -> result.window().deliveriesPerCpuSecond())
			.max()
			.orElse(Double.NaN), 0);
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
	 * @param server the server
	 * @param room the room's size
	 * @param inflight broadcasts in flight
	 */
	private record Cell(String server, int room, int inflight) {

		boolean holds(Result result) {
			return result.server().equals(this.server) && result.room() == this.room
					&& result.inflight() == this.inflight;
		}

	}

}
