package io.dialogue.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was seen in a schedule of faults, or in several.
 *
 * @param seed the seed, of several schedules the first
 * @param violations what must not be
 * @param gaps how many gaps clients were told of
 * @param lostConnections how often clients lost their connection
 * @param published how many kept events were published
 * @param acknowledged how many triggers of clients were acknowledged
 * @param deliveries how many events clients received
 */
record FaultOutcome(long seed, List<String> violations, long gaps, long lostConnections, long published,
		long acknowledged, long deliveries) {

	static FaultOutcome nothing(long seed) {
		return new FaultOutcome(seed, List.of(), 0, 0, 0, 0, 0);
	}

	static FaultOutcome failed(long seed, RuntimeException ex) {
		String what = "seed " + seed + ": did not run to its end: " + ex + " at " + List.of(ex.getStackTrace());
		return new FaultOutcome(seed, List.of(what), 0, 0, 0, 0, 0);
	}

	FaultOutcome plus(FaultOutcome other) {
		return new FaultOutcome(this.seed, Stream.concat(this.violations.stream(), other.violations.stream()).toList(),
				this.gaps + other.gaps, this.lostConnections + other.lostConnections, this.published + other.published,
				this.acknowledged + other.acknowledged, this.deliveries + other.deliveries);
	}

	@Override
	public String toString() {
		return this.violations.size() + " violations, " + this.gaps + " gaps, " + this.lostConnections
				+ " lost connections, " + this.published + " kept events, " + this.acknowledged
				+ " acknowledged triggers, " + this.deliveries + " received events";
	}

}
