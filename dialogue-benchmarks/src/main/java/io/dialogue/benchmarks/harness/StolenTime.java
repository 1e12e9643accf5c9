package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How much time the hypervisor has taken away from cores so far, as the kernel of a
 * virtual machine counts it ({@code steal} in {@code /proc/stat}). A kernel that does not
 * count it has lost none.
 *
 * @param cores what was taken from each
 */
record StolenTime(List<Core> cores) {

	/** After user, nice, system, idle, iowait, irq and softirq. */
	private static final int STEAL = 7;

	/**
	 * Reads the times of the server's and the generator's core.
	 * @param options tell which ones these are
	 * @return what was taken so far
	 */
	static StolenTime read(FanoutOptions options) {
		try {
			return parse(Files.readAllLines(Path.of("/proc/stat")), options.serverCore(), options.generatorCore());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Finds the times of cores.
	 * @param lines those of {@code /proc/stat}
	 * @param cores numbers of cores, a negative one for all of them together
	 * @return what was taken so far
	 */
	static StolenTime parse(List<String> lines, int... cores) {
		return new StolenTime(IntStream.of(cores).mapToObj((core) -> core(lines, core)).toList());
	}

	private static Core core(List<String> lines, int core) {
		String name = (core >= 0) ? "cpu" + core + " " : "cpu ";
		String line = lines.stream().filter((candidate) -> candidate.startsWith(name)).findFirst().orElse(name);
		long[] ticks = Stream.of(line.split(" +")).skip(1).limit(STEAL + 1).mapToLong(Long::parseLong).toArray();
		return new Core((ticks.length > STEAL) ? ticks[STEAL] : 0, LongStream.of(ticks).sum());
	}

	/**
	 * The share of time that was taken from the core that lost most.
	 * @param before what was taken at the beginning
	 * @return the share, between 0 and 1
	 */
	double shareSince(StolenTime before) {
		return IntStream.range(0, this.cores.size())
			.mapToDouble((core) -> this.cores.get(core).shareSince(before.cores().get(core)))
			.max()
			.orElse(0);
	}

	/**
	 * The times of a core in the kernel's ticks.
	 *
	 * @param stolen what the hypervisor took
	 * @param all that and the rest
	 */
	record Core(long stolen, long all) {

		double shareSince(Core before) {
			long passed = this.all - before.all;
			return (passed > 0) ? (double) (this.stolen - before.stolen) / passed : 0;
		}

	}

}
