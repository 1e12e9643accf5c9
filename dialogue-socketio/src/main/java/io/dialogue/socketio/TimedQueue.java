package io.dialogue.socketio;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on one event loop, each at its time. All wait equally long, so that they
 * come in the order of their due times: adding and removing is cheap however many there
 * are, and one timer does for all. May be used by any thread.
 * <p>
 * A task that comes behind one that is due later waits for that one. With waiting times
 * that are counted from due times, that is for no longer than the event loop was late.
 */
final class TimedQueue implements Runnable {

	/** Tasks that run at once at most, so that reading gets its turn. */
	private static final int BATCH = 256;

	private final EventExecutor loop;

	private @Nullable TimedTask first;

	private @Nullable TimedTask last;

	/** Whether the timer is set, or its tasks run. */
	private boolean scheduled;

	TimedQueue(EventExecutor loop) {
		this.loop = loop;
	}

	/**
	 * Adds a task at the end.
	 * @param task the task, which waits nowhere
	 */
	synchronized void add(TimedTask task) {
		task.previous = this.last;
		if (this.last != null) {
			this.last.next = task;
		}
		else {
			this.first = task;
		}
		this.last = task;
		schedule();
	}

	/**
	 * Removes a task if it waits here.
	 * @param task the task
	 */
	synchronized void remove(TimedTask task) {
		if (this.first != task && task.previous == null) {
			return;
		}
		TimedTask before = task.previous;
		TimedTask after = task.next;
		if (before != null) {
			before.next = after;
		}
		else {
			this.first = after;
		}
		if (after != null) {
			after.previous = before;
		}
		else {
			this.last = before;
		}
		task.previous = null;
		task.next = null;
	}

	/**
	 * The timer, on the event loop.
	 */
	@Override
	public void run() {
		try {
			for (int i = 0; i < BATCH; i++) {
				TimedTask task = takeDue();
				if (task == null) {
					return;
				}
				task.run();
			}
		}
		finally {
			scheduleNext();
		}
	}

	private synchronized @Nullable TimedTask takeDue() {
		TimedTask task = this.first;
		if (task == null || task.due() - System.nanoTime() > 0) {
			return null;
		}
		remove(task);
		return task;
	}

	private synchronized void scheduleNext() {
		this.scheduled = false;
		schedule();
	}

	private void schedule() {
		if (this.scheduled || this.first == null) {
			return;
		}
		this.scheduled = true;
		try {
			this.loop.schedule(this, this.first.due() - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The event loop has ended, and the sessions of its channels with it
			this.scheduled = false;
		}
	}

}
