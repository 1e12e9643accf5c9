package io.dialogue.socketio;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.dialogue.concurrent.MpscQueue;

/**
 * Runs one session's tasks one after the other, without a lock and without a thread of
 * its own: on the thread that asks, or, while another one is at it, on that one. A
 * session whose requests come in over several channels, and so over several event loops,
 * keeps its state confined by it. A task that asks for another one does not wait for it.
 */
abstract class Serial extends MpscQueue<Runnable> {

	private static final AtomicIntegerFieldUpdater<Serial> PENDING = AtomicIntegerFieldUpdater.newUpdater(Serial.class,
			"pending");

	/** Tasks that wait or run. By {@link #PENDING}. */
	private volatile int pending;

	/**
	 * A task failed.
	 * @param cause what it threw
	 */
	abstract void failed(Throwable cause);

	/**
	 * Runs a task after those that were asked for before.
	 * @param task the task, which must not block
	 */
	final void run(Runnable task) {
		if (PENDING.compareAndSet(this, 0, 1)) {
			runSafely(firstOf(task));
			if (PENDING.decrementAndGet(this) > 0) {
				runWaiting();
			}
			return;
		}
		link(task);
		if (PENDING.getAndIncrement(this) == 0) {
			runWaiting();
		}
	}

	/**
	 * A task that another thread has added but not yet counted goes first, or the caller
	 * could overtake a task of its own behind that one. Each count then runs the task
	 * behind the one that it stands for.
	 */
	private Runnable firstOf(Runnable task) {
		Runnable earlier = unlink();
		if (earlier == null) {
			return task;
		}
		link(task);
		return earlier;
	}

	private void runWaiting() {
		do {
			Runnable task = unlink();
			if (task != null) {
				runSafely(task);
			}
		}
		while (PENDING.decrementAndGet(this) > 0);
	}

	private void runSafely(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			failed(ex);
		}
	}

}
