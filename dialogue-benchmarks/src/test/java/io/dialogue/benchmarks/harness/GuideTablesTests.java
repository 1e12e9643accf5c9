package io.dialogue.benchmarks.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class GuideTablesTests {

	@TempDir
	private Path folder;

	@Test
	void pageBeginsWithWhatIsToBeReached() throws Exception {
		ResultFile broadcasts = new ResultFile(Files.createFile(this.folder.resolve("broadcasts.jsonl")));
		long[] own = { 900, 700, 800 };
		for (long deliveries : own) {
			broadcasts.add(closed("dialogue", deliveries));
			broadcasts.add(closed("stock", 100));
			broadcasts.add(closed("limit", 1000));
		}
		ResultFile fit = new ResultFile(Files.createFile(this.folder.resolve("fit.jsonl")));
		for (int subscribers : new int[] { 100, 1000, 10_000 }) {
			fit.add(new Cost("dialogue", Crowd.NONE, 0, 0, subscribers, 50 + 2 * subscribers));
			fit.add(new Cost("dialogue", new Crowd(5, 5), 0, 0, subscribers, 50 + 3 * subscribers));
		}
		Path jmh = Files.writeString(this.folder.resolve("jmh.csv"), """
				"Benchmark","Mode","Threads","Samples","Score","Score Error (99.9%)","Unit"
				"io.dialogue.benchmarks.jmh.PipelineBenchmark.clientTrigger","avgt",1,5,2.81,0.123,"us/op"
				""");
		String page = GuideTables
			.asciidoc(List.of(this.folder.resolve("broadcasts.jsonl"), this.folder.resolve("fit.jsonl"), jmh));
		assertThat(page).startsWith("\n.What is to be reached")
			.contains("times stock |7.00 at least |8.00 |7.00 to 9.00 |7.00 |9.00 |yes")
			.contains("times limit |0.90 at least |0.80 |0.70 to 0.90 |0.70 |0.90 |no")
			.contains("messages per write, times limit |0.90 to 1.10 |1.00 |1.00 to 1.00 |1.00 |1.00 |yes")
			.contains(
					"|Cost of a subscriber in a crowd, times without |0.80 to 1.20 |1.50 |1.50 to 1.50 |1.50 |1.50 |no")
			.contains("|PipelineBenchmark.clientTrigger |2.81 |0.12 |us/op")
			.doesNotContain("times node", "offered rate: ");
	}

	@Test
	void goalsCompareWhatWasMeasuredInTurnsInTheSameCampaign() throws Exception {
		ResultFile broadcasts = new ResultFile(Files.createFile(this.folder.resolve("broadcasts.jsonl")));
		broadcasts.add(offered("dialogue", 600));
		broadcasts.add(offered("limit", 1000));
		broadcasts.add(offered("stock", 300));
		ResultFile rate = new ResultFile(Files.createFile(this.folder.resolve("rate.jsonl")));
		rate.add(offered("dialogue", 70));
		rate.add(offered("limit", 100));
		rate.add(offered("limit", 50));
		rate.add(offered("dialogue", 40));
		for (String first : List.of("rate.jsonl", "broadcasts.jsonl")) {
			String second = first.startsWith("rate") ? "broadcasts.jsonl" : "rate.jsonl";
			assertThat(GuideTables.asciidoc(List.of(this.folder.resolve(first), this.folder.resolve(second))))
				.contains("times limit |0.95 at least |0.70 |0.60 to 0.80 |0.60 |0.80 |no")
				.contains("times stock |1.00 at least |2.00 |2.00 to 2.00 |2.00 |2.00 |yes")
				.contains("p99, times limit |1.10 at most |1.00 |1.00 to 1.00 |1.00 |1.00 |yes");
		}
	}

	private static Result offered(String server, long deliveries) {
		Window window = closed(server, deliveries).window();
		return new Result(Result.Kind.OFFERED, "machine", server, 1000, 0, window, window, null);
	}

	private static Result closed(String server, long deliveries) {
		Window window = new Window(1, deliveries, deliveries, deliveries, new Counters(1_000_000_000, 0, 0), 0, 1, 1,
				0);
		return new Result(Result.Kind.CLOSED, "machine", server, 1000, 16, window, null, null);
	}

}
