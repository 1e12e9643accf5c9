package io.dialogue.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * What happens when, made from a seed: the same seed gives the same schedule.
 *
 * @param seed the seed
 * @param steps the faults in the order of their time
 */
record FaultSchedule(long seed, List<Step> steps) {

	private static final int MAX_MILLIS = 1_500;

	static FaultSchedule of(long seed, Duration duration, int faults) {
		Random random = new Random(seed);
		List<Step> steps = new ArrayList<>();
		for (int i = 0; i < faults; i++) {
			Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
			steps.add(new Step(random.nextLong(duration.toMillis()), random.nextInt(Integer.MAX_VALUE), fault,
					Duration.ofMillis(random.nextInt(MAX_MILLIS))));
		}
		steps.sort(Comparator.comparingLong(Step::atMillis));
		return new FaultSchedule(seed, steps);
	}

	/**
	 * One fault.
	 *
	 * @param atMillis when, counted from the start
	 * @param target which connection of those that are there then, modulo their number
	 * @param fault what
	 * @param time for how long, where it lasts
	 */
	record Step(long atMillis, int target, Fault fault, Duration time) {

	}

}
