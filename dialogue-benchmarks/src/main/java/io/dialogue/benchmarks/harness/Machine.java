package io.dialogue.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where it was measured.
 */
final class Machine {

	private Machine() {
	}

	static String describe(FanoutOptions options) throws IOException {
		String cpu = Files.readAllLines(Path.of("/proc/cpuinfo"))
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).trim())
			.findFirst()
			.orElse("unknown CPU");
		String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
		return "%s, %d cores, Linux %s, Java %s, server on core %d, generator on core %d, %s; load before: %s"
			.formatted(cpu,
					Files.readAllLines(Path.of("/proc/cpuinfo"))
						.stream()
						.filter((line) -> line.startsWith("processor"))
						.count(),
					System.getProperty("os.version"), System.getProperty("java.version"), options.serverCore(),
					options.generatorCore(), options.nio() ? "NIO" : "epoll", load);
	}

}
