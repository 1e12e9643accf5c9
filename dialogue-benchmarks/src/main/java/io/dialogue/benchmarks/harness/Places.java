package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
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

	/**
	 * A file of what was measured, or of a log, in a directory that exists.
	 * @param name the file's name
	 * @return its path, absolute
	 * @throws IOException if the directory cannot be created
	 */
	static Path result(String name) throws IOException {
		return Files.createDirectories(target().resolve("fanout")).resolve(name);
	}

}
