package io.dialogue.benchmarks.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the harness with loads that are far too small to say anything.
 */
class FanoutIT {

	private static final String[] TINY = { "--runs=1", "--seconds=0.3", "--warmup=0.1", "--settle=0.1", "--idle=0",
			"--server-core=-1", "--generator-core=-1", "--jvm=-XX:TieredStopAtLevel=1", "--json" };

	private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

	private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

	@Test
	void measuresEveryServerInAClosedLoopAndAtARate() throws Exception {
		run("--peers=stock,limit,stomp", "--room=10", "--inflight=2", "--rate=1000");
		List<JsonNode> runs = lines();
		assertThat(runs).extracting((run) -> run.get("server").stringValue())
			.containsExactly("dialogue", "dialogue", "stock", "stock", "limit", "limit", "stomp", "stomp");
		assertThat(runs).extracting((run) -> run.get("inflight").intValue()).containsExactly(2, 0, 2, 0, 2, 0, 2, 0);
		assertThat(runs).allSatisfy((run) -> {
			assertThat(run.get("deliveriesPerSecond").longValue()).isPositive();
			assertThat(run.get("p99Ms").doubleValue()).isPositive();
		});
	}

	@Test
	void hasClientsTriggerInSmallRooms() throws Exception {
		run("--peers=none", "--room=0", "--rooms=3", "--members=2", "--inflight=2");
		assertThat(lines()).hasSize(1)
			.allSatisfy((run) -> assertThat(run.get("deliveriesPerSecond").longValue()).isPositive());
	}

	@Test
	void measuresRoomsOfSeveralSizesAndSmallRoomsInOneProcess() throws Exception {
		run("--peers=none", "--room=3,5", "--rooms=2", "--members=2", "--inflight=1,2", "--rate=0");
		assertThat(lines()).extracting((run) -> run.get("room").intValue()).containsExactly(3, 3, 5, 5, 2);
	}

	@Test
	void serversTakeTurnsInRounds() throws Exception {
		run("--peers=limit", "--room=3", "--rooms=2", "--members=2", "--inflight=2", "--rate=0", "--rounds=2");
		assertThat(lines()).extracting((run) -> run.get("server").stringValue() + run.get("room").intValue())
			.containsExactly("dialogue3", "limit3", "dialogue2", "limit2", "limit3", "dialogue3", "limit2",
					"dialogue2");
	}

	@Test
	void measuresTheOfferedRateAlone() throws Exception {
		run("--peers=none", "--room=3", "--inflight=0", "--rate=1000");
		assertThat(lines()).extracting((run) -> run.get("inflight").intValue()).containsExactly(0);
	}

	@Test
	void fitsCostsWithAndWithoutACrowd() throws Exception {
		run("--fit", "--room=2,101", "--rooms=3", "--idle=2", "--seconds=0.1", "--out=tiny-fit.jsonl");
		List<Cost> costs = new ResultFile(Places.target().resolve("fanout/tiny-fit.jsonl")).read(Cost.class);
		assertThat(costs).extracting((cost) -> cost.subscribers() + " beside " + cost.crowd().clients())
			.containsExactly("2 beside 0", "2 beside 2", "101 beside 2", "101 beside 0", "2 beside 0", "2 beside 2");
		assertThat(costs).allSatisfy((cost) -> assertThat(cost.micros()).isPositive());
		assertThat(this.progress.toString(StandardCharsets.UTF_8)).contains("3 rooms, 2 clients");
	}

	private void run(String... arguments) throws IOException, InterruptedException {
		String[] all = new String[TINY.length + arguments.length];
		System.arraycopy(TINY, 0, all, 0, TINY.length);
		System.arraycopy(arguments, 0, all, TINY.length, arguments.length);
		Fanout.run(CommandLine.parse(all), new PrintStream(this.lines, true, StandardCharsets.UTF_8),
				new PrintStream(this.progress, true, StandardCharsets.UTF_8));
	}

	private List<JsonNode> lines() {
		JsonMapper mapper = new JsonMapper();
		return this.lines.toString(StandardCharsets.UTF_8).lines().map(mapper::readTree).toList();
	}

}
