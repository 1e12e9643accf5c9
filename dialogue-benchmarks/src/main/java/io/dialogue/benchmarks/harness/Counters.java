package io.dialogue.benchmarks.harness;

/**
 * What a server's process has used so far.
 *
 * @param cpuNanos CPU time
 * @param allocatedBytes bytes allocated on the heap, negative if not known
 * @param residentBytes resident memory
 */
record Counters(long cpuNanos, long allocatedBytes, long residentBytes) {

	static Counters parse(String answer) {
		String[] numbers = answer.split(" ");
		return new Counters(Long.parseLong(numbers[1]), Long.parseLong(numbers[2]), Long.parseLong(numbers[3]));
	}

}
