package io.dialogue.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table: for a terminal, the first column flush left and the others flush right, or in
 * Asciidoc.
 */
final class Table {

	private final List<List<String>> rows = new ArrayList<>();

	private final String title;

	Table(String title, String... head) {
		this.title = title;
		this.rows.add(List.of(head));
	}

	void row(String... cells) {
		this.rows.add(List.of(cells));
	}

	boolean isEmpty() {
		return this.rows.size() == 1;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("\n").append(this.title).append("\n\n");
		for (List<String> row : this.rows) {
			for (int i = 0; i < row.size(); i++) {
				String padding = " ".repeat(width(i) - row.get(i).length());
				text.append((i == 0) ? row.get(i) + padding : "  " + padding + row.get(i));
			}
			text.append('\n');
		}
		return text.toString();
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
	}

	String toAsciidoc() {
		StringBuilder text = new StringBuilder("\n.").append(this.title).append("\n[%header%autowidth,cols=\"<");
		text.append(",>".repeat(this.rows.get(0).size() - 1)).append("\"]\n|===\n");
		for (List<String> row : this.rows) {
			text.append("|").append(String.join(" |", row)).append('\n');
		}
		return text.append("|===\n").toString();
	}

	/**
	 * A number with so many digits after the point.
	 * @param value the number
	 * @param digits how many
	 * @return the text, a dash if it is none
	 */
	static String number(double value, int digits) {
		return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + digits + "f", value) : "-";
	}

	/**
	 * An interval with so many digits after the point.
	 * @param interval the interval
	 * @param digits how many
	 * @return the text
	 */
	static String interval(Statistics.Interval interval, int digits) {
		return number(interval.least(), digits) + " to " + number(interval.most(), digits);
	}

}
