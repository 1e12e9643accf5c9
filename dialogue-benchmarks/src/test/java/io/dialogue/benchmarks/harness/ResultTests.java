package io.dialogue.benchmarks.harness;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ResultTests {

	private static final Window CLOSED = window(2, 2_000_000, 1_000_000_000L, 400, 0.5);

	private static final Window OFFERED = window(2, 100_000, 500_000_000L, -1, 0.2);

	private final JsonMapper mapper = new JsonMapper();

	@Test
	void lineHasExactlyTheAgreedFields() {
		String line = this.mapper.writeValueAsString(closed("dialogue", CLOSED, OFFERED, 14_000L).line());
		assertThat(line).isEqualTo("{\"server\":\"dialogue\",\"room\":1000,\"inflight\":16,"
				+ "\"deliveriesPerSecond\":1000000,\"deliveriesPerCpuSecond\":2000000,\"generatorCpu\":0.5,"
				+ "\"p50Ms\":2.0,\"p99Ms\":8.0,\"allocatedBytesPerDelivery\":400.0,\"rssBytesPerConnection\":14000,\"steal\":0.012}");
	}

	@Test
	void whatWasNotMeasuredIsNull() {
		String line = this.mapper.writeValueAsString(closed("node", OFFERED, null, null).line());
		assertThat(line).contains(
				"\"p50Ms\":null,\"p99Ms\":null,\"allocatedBytesPerDelivery\":null," + "\"rssBytesPerConnection\":null");
	}

	@Test
	void runIsVoidIfTheGeneratorWasTheBottleneckAtTheOfferedRate() {
		Window busy = window(2, 100_000, 1, 0, 0.95);
		assertThat(offered(busy).isVoid()).isTrue();
		assertThat(closed("stock", busy, null, null).isVoid()).isFalse();
		assertThat(offered(OFFERED).isVoid()).isFalse();
	}

	@Test
	void reportComparesMediansOfRunsThatCount() {
		Window busy = window(2, 100_000, 1, 0, 0.95);
		String report = new Report(List.of(closed("dialogue", CLOSED, null, null),
				closed("stock", window(2, 500_000, 1_000_000_000L, 0, 0.1), null, null), offered(busy),
				offered(OFFERED)))
			.tables()
			.toString();
		assertThat(report.lines().filter((line) -> line.startsWith("stock"))).satisfiesExactly(
				(closed) -> assertThat(closed).contains("4.00x"),
				(offered) -> assertThat(offered).contains("1 (1 void)").contains("200,000").endsWith("1.2"));
	}

	@Test
	void ratioIsThatOfRunsThatFollowedEachOtherWithoutVoidOnes() {
		Window busy = window(2, 1, 1, 0, 0.95);
		List<Result> own = List.of(offered(window(2, 300, 1, 0, 0.1)), offered(OFFERED), offered(OFFERED));
		List<Result> others = List.of(offered(window(2, 100, 1, 0, 0.1)), offered(busy), offered(OFFERED));
		assertThat(new Pairs(own, others).ratios(Window::deliveriesPerSecond)).containsExactly(3.0, 1.0);
	}

	@Test
	void resultSurvivesItsFile() {
		Result result = closed("dialogue", CLOSED, OFFERED, 14_000L);
		assertThat(this.mapper.readValue(this.mapper.writeValueAsString(result), Result.class)).isEqualTo(result);
	}

	private static Result closed(String server, Window window, @Nullable Window offered, @Nullable Long resident) {
		return new Result(Result.Kind.CLOSED, "machine", server, 1000, 16, window, offered, resident);
	}

	private static Result offered(Window window) {
		return new Result(Result.Kind.OFFERED, "machine", "stock", 1000, 0, window, window, null);
	}

	private static Window window(double seconds, long deliveries, long cpuNanos, double allocated, double generator) {
		long bytes = (allocated < 0) ? -1 : (long) (allocated * deliveries);
		return new Window(seconds, deliveries, 300 * deliveries, deliveries, new Counters(cpuNanos, bytes, 0),
				(long) (generator * seconds * 1e9), 2, 8, 0.0123);
	}

}
