package io.dialogue.faults;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients whose connections fail all the time miss nothing without being told. Prints the
 * seed of each schedule; {@code -Ddialogue.faults.seed=<seed>} begins with another one,
 * {@code -Ddialogue.faults.schedules=<n>} runs n of them, and
 * {@code -Ddialogue.faults.parallel=<n>} so many at once.
 */
class FaultHarnessTests {

	private static final int SHORT_FORM = 3;

	/** More than is triggered. */
	private static final int LONG_HISTORY = 1_000;

	/** Shorter than most outages. */
	private static final int SHORT_HISTORY = 2;

	private final FaultCampaign campaign = new FaultCampaign(Long.getLong("dialogue.faults.seed", System.nanoTime()),
			Integer.getInteger("dialogue.faults.schedules", SHORT_FORM),
			Integer.getInteger("dialogue.faults.parallel", SHORT_FORM));

	@Test
	void historyThatIsLongEnoughLeavesNoGap() {
		assertThat(run(LONG_HISTORY))
			.allSatisfy((outcome) -> assertThat(outcome.gaps()).as("gaps with seed %d", outcome.seed()).isZero());
	}

	@Test
	void historyThatIsTooShortLeavesGapsThatAreReported() {
		assertThat(run(SHORT_HISTORY)).anySatisfy((outcome) -> assertThat(outcome.gaps()).isPositive());
	}

	private List<FaultOutcome> run(int historyLimit) {
		List<FaultOutcome> outcomes = this.campaign.run(historyLimit);
		assertThat(outcomes).flatExtracting(FaultOutcome::violations).isEmpty();
		assertThat(outcomes).allSatisfy(
				(outcome) -> assertThat(outcome.lostConnections()).as("lost connections with seed %d", outcome.seed())
					.isPositive());
		return outcomes;
	}

}
