package io.dialogue.benchmarks.load;

import java.util.Arrays;

/**
 * Latencies of some of the messages, bounded in number. Written by one thread; read when
 * that has stopped.
 */
public final class Samples {

	private static final int MAX = 1 << 20;

	private final int stride;

	private long[] nanos = new long[1024];

	private int size;

	private int countdown;

	/**
	 * Creates a collection that is empty.
	 * @param stride of how many messages one is looked at
	 */
	public Samples(int stride) {
		this.stride = stride;
		this.countdown = stride;
	}

	boolean isDue() {
		if (--this.countdown > 0 || this.size == MAX) {
			return false;
		}
		this.countdown = this.stride;
		return true;
	}

	/**
	 * Adds a latency. Beyond the bound, it is left out.
	 * @param latency the latency in nanoseconds
	 */
	public void add(long latency) {
		if (this.size == MAX) {
			return;
		}
		if (this.size == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.size);
		}
		this.nanos[this.size++] = latency;
	}

	/**
	 * The latency that a share of the messages did not exceed.
	 * @param share the share, more than 0 and at most 1
	 * @return milliseconds, not a number without samples
	 */
	public double percentileMillis(double share) {
		if (this.size == 0) {
			return Double.NaN;
		}
		long[] sorted = Arrays.copyOf(this.nanos, this.size);
		Arrays.sort(sorted);
		return sorted[(int) Math.ceil(share * this.size) - 1] / 1e6;
	}

}
