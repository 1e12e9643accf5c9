package io.dialogue.faults;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients whose connections fail all the time miss nothing without being told. Prints the
 * seed of each schedule; {@code -Ddialogue.faults.seed=<seed>} begins with another one,
 * and {@code -Ddialogue.faults.schedules=<n>} runs n of them.
 */
class FaultHarnessTests {

	private static final int SHORT_FORM = 3;

	/** More than is triggered. */
	private static final int LONG_HISTORY = 1_000;

	/** Shorter than most outages. */
	private static final int SHORT_HISTORY = 2;

	private final long firstSeed = Long.getLong("dialogue.faults.seed", System.nanoTime());

	private final int schedules = Integer.getInteger("dialogue.faults.schedules", SHORT_FORM);

	@Test
	void historyThatIsLongEnoughLeavesNoGap() {
		seeds().forEach((seed) -> {
			FaultHarness.Outcome outcome = run(seed, LONG_HISTORY);
			assertThat(outcome.gaps()).as("%s", outcome).isZero();
		});
	}

	@Test
	void historyThatIsTooShortLeavesGapsThatAreReported() {
		List<FaultHarness.Outcome> outcomes = seeds().mapToObj((seed) -> run(seed, SHORT_HISTORY)).toList();
		assertThat(outcomes.stream().mapToInt(FaultHarness.Outcome::gaps).sum()).isPositive();
	}

	private LongStream seeds() {
		return LongStream.range(this.firstSeed, this.firstSeed + this.schedules);
	}

	private static FaultHarness.Outcome run(long seed, int historyLimit) {
		FaultHarness.Outcome outcome = new FaultHarness(seed, historyLimit).run();
		PrintStream out = System.out;
		out.println("Faults with a history of " + historyLimit + ", " + outcome);
		assertThat(outcome.violations()).as("seed %d", seed).isEmpty();
		assertThat(outcome.lostConnections()).as("seed %d", seed).isPositive();
		return outcome;
	}

}
