package io.dialogue.benchmarks.load;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplesTests {

	@Test
	void percentileIsTheSmallestValueThatCoversTheShare() {
		Samples samples = new Samples(1);
		for (int i = 100; i >= 1; i--) {
			samples.add(i * 1_000_000L);
		}
		assertThat(samples.percentileMillis(0.5)).isEqualTo(50);
		assertThat(samples.percentileMillis(0.99)).isEqualTo(99);
		assertThat(samples.percentileMillis(1)).isEqualTo(100);
	}

	@Test
	void percentileOfNothingIsNoNumber() {
		assertThat(new Samples(1).percentileMillis(0.5)).isNaN();
	}

	@Test
	void everyNthMessageIsDue() {
		Samples samples = new Samples(3);
		assertThat(samples.isDue()).isFalse();
		assertThat(samples.isDue()).isFalse();
		assertThat(samples.isDue()).isTrue();
		assertThat(samples.isDue()).isFalse();
	}

}
