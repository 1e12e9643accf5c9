package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The table of JMH's results, from the CSV file that JMH writes.
 */
final class MicroBenchmarks {

	private final List<List<String>> lines;

	MicroBenchmarks(Path file) throws IOException {
		this.lines = Files.readAllLines(file)
			.stream()
			.map((line) -> Arrays.stream(line.split(",")).map((cell) -> cell.replace("\"", "")).toList())
			.toList();
	}

	Table table() {
		Table table = new Table("Micro-benchmarks", "benchmark", "average", "error (99.9 %)", "unit");
		List<String> head = this.lines.get(0);
		for (List<String> line : this.lines.subList(1, this.lines.size())) {
			String name = line.get(head.indexOf("Benchmark"));
			table.row(name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
					number(line.get(head.indexOf("Score"))), number(line.get(head.indexOf("Score Error (99.9%)"))),
					line.get(head.indexOf("Unit")));
		}
		return table;
	}

	private static String number(String text) {
		return Table.number(Double.parseDouble(text), 2);
	}

}
