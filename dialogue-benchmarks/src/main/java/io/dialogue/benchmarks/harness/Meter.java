package io.dialogue.benchmarks.harness;

import io.dialogue.benchmarks.load.Samples;
import io.dialogue.benchmarks.load.Tally;
import io.dialogue.benchmarks.peer.ProcessCounters;

/**
 * Measures one period of time, from its creation.
 */
final class Meter {

	private final ProcessCounters generator = new ProcessCounters();

	private final FanoutOptions options;

	private final Control control;

	private final Tally tally;

	private final Samples samples;

	private final Counters server;

	private final long generatorCpu;

	private final long deliveries;

	private final long bytes;

	private final long writes;

	private final StolenTime stolen;

	private final long start;

	/**
	 * Begins to measure.
	 * @param options which cores are used
	 * @param control asks the server for its counters
	 * @param tally what clients received
	 * @param stride of how many messages one's latency is looked at
	 */
	Meter(FanoutOptions options, Control control, Tally tally, int stride) {
		this.options = options;
		this.control = control;
		this.tally = tally;
		this.samples = tally.sample(stride);
		this.server = control.counters();
		this.generatorCpu = this.generator.cpuNanos();
		this.deliveries = tally.deliveries();
		this.bytes = tally.bytes();
		this.writes = writes();
		this.stolen = StolenTime.read(options);
		this.start = System.nanoTime();
	}

	/** All that this machine's TCP wrote, less what the harness itself did. */
	private long writes() {
		return TcpWrites.count() - this.control.sent() - this.tally.sent();
	}

	Window stop() {
		double seconds = (System.nanoTime() - this.start) / 1e9;
		double steal = StolenTime.read(this.options).shareSince(this.stolen);
		long received = this.tally.deliveries() - this.deliveries;
		long length = this.tally.bytes() - this.bytes;
		long generatorNanos = this.generator.cpuNanos() - this.generatorCpu;
		long written = writes() - this.writes;
		Counters now = this.control.counters();
		this.tally.sample(Integer.MAX_VALUE);
		long allocated = (now.allocatedBytes() >= 0) ? now.allocatedBytes() - this.server.allocatedBytes() : -1;
		Counters used = new Counters(now.cpuNanos() - this.server.cpuNanos(), allocated, now.residentBytes());
		return new Window(seconds, received, length, written, used, generatorNanos, this.samples.percentileMillis(0.5),
				this.samples.percentileMillis(0.99), steal);
	}

}
