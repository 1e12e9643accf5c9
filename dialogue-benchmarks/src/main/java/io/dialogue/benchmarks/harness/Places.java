package io.dialogue.benchmarks.harness;

import java.nio.file.Path;

/**
 * Where things are on disk.
 */
final class Places {

	private Places() {
	}

	/**
	 * The module's build directory.
	 * @return {@code target}, absolute
	 */
	static Path target() {
		return Path.of(System.getProperty("fanout.target", "target")).toAbsolutePath();
	}

}
