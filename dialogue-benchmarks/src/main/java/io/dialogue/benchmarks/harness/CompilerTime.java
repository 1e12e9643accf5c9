package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The CPU time of a JVM's just-in-time compilers, as the kernel counts it for their
 * threads. (What the JVM itself tells is the time from begin to end of finished
 * compilations, waiting for the CPU included.) Any other program has none.
 */
final class CompilerTime {

	/** Names of threads are cut off after 15 characters. */
	private static final String NAME = "CompilerThre";

	/** What is left of a line after the name: state first, then 10 more. */
	private static final int USER = 11;

	private static final double TICKS_PER_SECOND = 100;

	private final Path threads;

	CompilerTime(long pid) {
		this.threads = Path.of("/proc", String.valueOf(pid), "task");
	}

	/**
	 * Reads the time so far.
	 * @return seconds of the CPU, in steps of 10 ms
	 */
	double seconds() {
		try (Stream<Path> all = Files.list(this.threads)) {
			return all.mapToLong(CompilerTime::ticks).sum() / TICKS_PER_SECOND;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long ticks(Path thread) {
		try {
			return ticks(Files.readString(thread.resolve("stat")));
		}
		catch (IOException ex) {
			return 0; // it has ended
		}
	}

	static long ticks(String stat) {
		int name = stat.lastIndexOf(')');
		if (!stat.substring(0, name).contains(NAME)) {
			return 0;
		}
		String[] words = stat.substring(name + 2).split(" ");
		return Long.parseLong(words[USER]) + Long.parseLong(words[USER + 1]);
	}

}
