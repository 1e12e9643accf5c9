package io.dialogue.benchmarks.harness;

import java.util.concurrent.locks.LockSupport;

/**
 * Asks the server for broadcasts at a steady rate, whatever becomes of them. Each carries
 * the time at which it was due, so that what waits counts as latency.
 */
final class Pacer implements AutoCloseable {

	/** Broadcasts that are due sooner than this go out together. */
	private static final long SHORTEST_NANOS = 200_000;

	private final Control control;

	private final double interval;

	private final Thread thread = new Thread(this::run, "pacer");

	private volatile boolean running = true;

	/**
	 * Starts to ask.
	 * @param control the server's control
	 * @param perSecond broadcasts per second
	 */
	Pacer(Control control, double perSecond) {
		this.control = control;
		this.interval = 1e9 / perSecond;
		this.thread.start();
	}

	private void run() {
		long start = System.nanoTime();
		long sent = 0;
		StringBuilder commands = new StringBuilder();
		while (this.running) {
			long now = System.nanoTime();
			long due = start + (long) (sent * this.interval);
			while (due <= now) {
				commands.append('b').append(due).append('\n');
				sent++;
				due = start + (long) (sent * this.interval);
			}
			if (!commands.isEmpty()) {
				this.control.send(commands.toString());
				commands.setLength(0);
			}
			LockSupport.parkNanos(Math.max(due - System.nanoTime(), SHORTEST_NANOS));
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.running = false;
		this.thread.join();
	}

}
