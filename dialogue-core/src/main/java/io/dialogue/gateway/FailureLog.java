package io.dialogue.gateway;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Keeps a failure that many clients meet at once from filling the log: the first is
 * logged, those that follow within a minute are counted. Safe for use by several threads.
 */
final class FailureLog {

	private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

	private long last = System.nanoTime() - PERIOD_NANOS;

	private long others;

	/**
	 * Logs a failure, or counts it.
	 * @param line logs it; given what to say of those that were only counted
	 */
	void report(Consumer<String> line) {
		String counted;
		synchronized (this) {
			long now = System.nanoTime();
			if (now - this.last < PERIOD_NANOS) {
				this.others++;
				return;
			}
			this.last = now;
			counted = (this.others > 0) ? ", as were " + this.others + " others since the last such line" : "";
			this.others = 0;
		}
		line.accept(counted);
	}

}
