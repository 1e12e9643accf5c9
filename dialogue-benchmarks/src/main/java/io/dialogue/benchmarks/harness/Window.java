package io.dialogue.benchmarks.harness;

/**
 * What was measured in a period of time.
 *
 * @param seconds how long it was
 * @param deliveries messages that clients received
 * @param bytes how long these were, with their frames
 * @param writes write system calls of the server that put data on the wire
 * @param server what the server used meanwhile; its resident memory is that of the end
 * @param generatorCpuNanos CPU time of the generator
 * @param p50Ms the median latency in milliseconds
 * @param p99Ms the 99th percentile
 * @param steal the share of the time that the hypervisor took away from the server's or
 * the generator's core, whichever lost more
 */
record Window(double seconds, long deliveries, long bytes, long writes, Counters server, long generatorCpuNanos,
		double p50Ms, double p99Ms, double steal) {

	double deliveriesPerSecond() {
		return this.deliveries / this.seconds;
	}

	double deliveriesPerCpuSecond() {
		return this.deliveries / (this.server.cpuNanos() / 1e9);
	}

	double serverCpu() {
		return this.server.cpuNanos() / 1e9 / this.seconds;
	}

	double generatorCpu() {
		return this.generatorCpuNanos / 1e9 / this.seconds;
	}

	double allocatedBytesPerDelivery() {
		return (this.server.allocatedBytes() >= 0) ? (double) this.server.allocatedBytes() / this.deliveries
				: Double.NaN;
	}

	double messagesPerWrite() {
		return (double) this.deliveries / this.writes;
	}

	double bytesPerMessage() {
		return (double) this.bytes / this.deliveries;
	}

}
