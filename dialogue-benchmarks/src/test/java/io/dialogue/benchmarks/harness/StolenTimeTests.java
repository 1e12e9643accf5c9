package io.dialogue.benchmarks.harness;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StolenTimeTests {

	private static final List<String> BEFORE = List.of("cpu  200 0 0 1800 0 0 0 40 0 0",
			"cpu0 100 0 0 900 0 0 0 10 7 0", "cpu1 100 0 0 900 0 0 0 30 0 0", "intr 1 2 3");

	private static final List<String> AFTER = List.of("cpu  300 0 0 1880 0 0 0 60 0 0", "cpu0 150 0 0 945 0 0 0 15 9 0",
			"cpu1 150 0 0 935 0 0 0 45 0 0", "intr 4 5 6");

	@Test
	void coreThatLostMostCounts() {
		assertThat(share(BEFORE, AFTER, 0)).isEqualTo(0.05);
		assertThat(share(BEFORE, AFTER, 1)).isEqualTo(0.15);
		assertThat(share(BEFORE, AFTER, 0, 1)).isEqualTo(0.15);
	}

	@Test
	void serversOnAnyCoreLoseTheMeanOfAll() {
		assertThat(share(BEFORE, AFTER, -1, -1)).isEqualTo(0.1);
	}

	@Test
	void nothingIsStolenWhereItIsNotCounted() {
		assertThat(share(List.of("cpu0 100 0 0 900"), List.of("cpu0 150 0 0 950"), 0, 1)).isZero();
		assertThat(share(BEFORE, BEFORE, 0, 1)).isZero();
	}

	private static double share(List<String> before, List<String> after, int... cores) {
		return StolenTime.parse(after, cores).shareSince(StolenTime.parse(before, cores));
	}

}
