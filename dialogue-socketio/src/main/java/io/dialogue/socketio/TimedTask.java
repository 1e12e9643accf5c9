package io.dialogue.socketio;

import org.jspecify.annotations.Nullable;

/**
 * Something that has its time again and again. It is its own entry of the
 * {@link TimedQueue} in which it waits, so that waiting costs no memory. Its owner calls
 * its methods one at a time, and may call them on different threads.
 */
abstract class TimedTask implements Runnable {

	/** Neighbours in the queue, by whose lock they are guarded. */
	@Nullable TimedTask previous;

	@Nullable TimedTask next;

	private long due;

	/** The queue in which it waits, or did until its time came. */
	private @Nullable TimedQueue queue;

	/**
	 * When it is due, or was last. Does not change while it waits.
	 * @return a time by {@link System#nanoTime()}
	 */
	final long due() {
		return this.due;
	}

	/**
	 * Waits in a queue, and no longer in another one.
	 * @param target the queue
	 * @param time when it is due, by {@link System#nanoTime()}
	 */
	final void waitIn(TimedQueue target, long time) {
		cancel();
		this.due = time;
		this.queue = target;
		target.add(this);
	}

	/**
	 * Waits no longer. It may be about to run, though.
	 */
	final void cancel() {
		if (this.queue != null) {
			this.queue.remove(this);
		}
	}

}
