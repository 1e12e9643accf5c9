package io.dialogue.membership;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Since when a room is empty, and whether a call of the timer is under way for it.
 */
final class IdleTime {

	private final AtomicBoolean watched = new AtomicBoolean();

	private volatile long since;

	/** Begins anew; answers whether the timer is to be asked for a call. */
	boolean begin() {
		this.since = System.nanoTime();
		return resume();
	}

	/** Goes on; answers whether the timer is to be asked for a call. */
	boolean resume() {
		return this.watched.compareAndSet(false, true);
	}

	/** Says that the timer has called. */
	void reached() {
		this.watched.set(false);
	}

	Duration duration() {
		return Duration.ofNanos(System.nanoTime() - this.since);
	}

}
