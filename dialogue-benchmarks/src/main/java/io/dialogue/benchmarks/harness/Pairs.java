package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Our own results and those of another server, in the order in which both were measured
 * in turns in one campaign. What is void on either side does not count.
 */
final class Pairs {

	private final List<Result> own;

	private final List<Result> others;

	Pairs(List<Result> own, List<Result> others) {
		this.own = own;
		this.others = others;
	}

	/**
	 * Compares a figure.
	 * @param figure the figure
	 * @return how many times the other's our own is, for each pair
	 */
	List<Double> ratios(ToDoubleFunction<Window> figure) {
		return IntStream.range(0, Math.min(this.own.size(), this.others.size()))
			.filter((pair) -> !this.own.get(pair).isVoid() && !this.others.get(pair).isVoid())
			.mapToObj((pair) -> figure.applyAsDouble(this.own.get(pair).window())
					/ figure.applyAsDouble(this.others.get(pair).window()))
			.toList();
	}

}
