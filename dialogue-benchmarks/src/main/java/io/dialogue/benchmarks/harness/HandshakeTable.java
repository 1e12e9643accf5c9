package io.dialogue.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/**
 * The guide's table of handshakes.
 */
final class HandshakeTable {

	private final StringBuilder rows = new StringBuilder();

	/**
	 * Adds a row.
	 * @param what what was measured
	 * @param values the results
	 * @param decimals how many decimals count
	 */
	void add(String what, List<Double> values, int decimals) {
		List<Double> sorted = values.stream().sorted().toList();
		double median = sorted.get(sorted.size() / 2);
		this.rows.append("|%s |%s |%s to %s%n".formatted(what, number(median, decimals),
				number(sorted.get(0), decimals), number(sorted.get(sorted.size() - 1), decimals)));
	}

	private static String number(double value, int decimals) {
		return String.format(Locale.ROOT, "%,." + decimals + "f", value);
	}

	String text() {
		return "// Made by dialogue-benchmarks/handshakes%n[%%header,cols=\"5,1,2\"]%n|===%n|What |Median |Least to most%n%s|===%n"
			.formatted(this.rows);
	}

}
