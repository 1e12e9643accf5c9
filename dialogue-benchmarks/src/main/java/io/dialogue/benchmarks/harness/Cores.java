package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps processes on their cores with {@code taskset}.
 */
final class Cores {

	private static final Path TASKSET = Path.of("/usr/bin/taskset");

	private Cores() {
	}

	/**
	 * The beginning of a command that runs on a core.
	 * @param core the core, negative for any
	 * @return words that come before the command
	 */
	static List<String> pin(int core) {
		return isPinned(core) ? List.of(TASKSET.toString(), "-c", String.valueOf(core)) : List.of();
	}

	/**
	 * Whether processes can be kept on a core.
	 * @param core the core
	 * @return {@code false} if any core is meant or there is no such program
	 */
	static boolean isPinned(int core) {
		return core >= 0 && Files.isExecutable(TASKSET);
	}

	/** Keeps all threads of this process on a core. */
	static void pinSelf(int core) throws IOException, InterruptedException {
		if (isPinned(core)) {
			String pid = String.valueOf(ProcessHandle.current().pid());
			new ProcessBuilder(TASKSET.toString(), "-a", "-c", "-p", String.valueOf(core), pid)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
	}

}
