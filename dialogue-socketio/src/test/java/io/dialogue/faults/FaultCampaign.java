package io.dialogue.faults;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Runs schedules of faults, several at once, and goes on after one that failed. Prints
 * what was seen in each, and the sum of all.
 *
 * @param firstSeed the seed of the first schedule; the next ones count up from it
 * @param schedules how many schedules
 * @param parallel how many run at the same time, each with its own server, proxy and
 * clients
 */
record FaultCampaign(long firstSeed, int schedules, int parallel) {

	/**
	 * Runs all schedules.
	 * @param historyLimit how many events of each name rooms keep
	 * @return what was seen, in the order of the seeds
	 */
	List<FaultOutcome> run(int historyLimit) {
		long start = System.nanoTime();
		ExecutorService executor = Executors.newFixedThreadPool(this.parallel);
		try {
			List<Callable<FaultOutcome>> tasks = LongStream.range(this.firstSeed, this.firstSeed + this.schedules)
				.mapToObj((seed) -> task(seed, historyLimit))
				.toList();
			List<FaultOutcome> outcomes = executor.invokeAll(tasks).stream().map(FaultCampaign::outcome).toList();
			report(historyLimit, outcomes, Duration.ofNanos(System.nanoTime() - start));
			return outcomes;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static Callable<FaultOutcome> task(long seed, int historyLimit) {
		return () -> {
			FaultOutcome outcome = run(seed, historyLimit);
			print("Faults with a history of " + historyLimit + ", seed " + seed + ": " + outcome);
			outcome.violations().forEach(FaultCampaign::print);
			return outcome;
		};
	}

	private static FaultOutcome run(long seed, int historyLimit) {
		try {
			return new FaultHarness(seed, historyLimit).run();
		}
		catch (RuntimeException ex) {
			return FaultOutcome.failed(seed, ex);
		}
	}

	private static FaultOutcome outcome(Future<FaultOutcome> done) {
		try {
			return done.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void report(int historyLimit, List<FaultOutcome> outcomes, Duration took) {
		FaultOutcome sum = outcomes.stream().reduce(FaultOutcome.nothing(this.firstSeed), FaultOutcome::plus);
		print("Faults with a history of " + historyLimit + ", " + outcomes.size() + " schedules from seed "
				+ this.firstSeed + ", " + this.parallel + " at once, in " + took.toSeconds() + " s: " + sum);
		sum.violations().forEach(FaultCampaign::print);
	}

	private static void print(String line) {
		PrintStream out = System.out;
		out.println(line);
	}

}
