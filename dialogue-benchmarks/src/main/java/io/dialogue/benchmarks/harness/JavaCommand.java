package io.dialogue.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start another JVM like this one, with the same class path.
 */
final class JavaCommand {

	private JavaCommand() {
	}

	/**
	 * The command.
	 * @param jvmOptions what the JVM is told
	 * @param mainClass the name of the class to run
	 * @param arguments what that is told
	 * @return the program and its arguments
	 */
	static List<String> of(List<String> jvmOptions, String mainClass, String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(jvmOptions);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
		command.addAll(List.of(arguments));
		return command;
	}

}
