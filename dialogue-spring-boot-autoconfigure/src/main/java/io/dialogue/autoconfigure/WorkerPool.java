package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for many short tasks, some of which block. One thread at most is being woken at
 * any time; when it takes a task and others wait, it wakes the next one first. So a burst
 * of short tasks is done by few threads and costs few switches between them, and a task
 * that blocks holds nobody up as long as there may be more threads. Of the idle threads,
 * the one that was busy last is woken; those that stay idle end.
 */
final class WorkerPool implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(WorkerPool.class);

	private final Object lock = new Object();

	private final Queue<Runnable> tasks = new ArrayDeque<>();

	private final Deque<Worker> idle = new ArrayDeque<>();

	private final Set<Worker> workers = new HashSet<>();

	private final int maxThreads;

	private final long keepAlive;

	private final ThreadFactory threads;

	/** Whether a thread was woken that has not looked for a task yet. */
	private boolean waking;

	private volatile boolean stopped;

	/**
	 * Creates a pool without threads.
	 * @param maxThreads how many threads there may be
	 * @param keepAlive how long a thread may be idle
	 * @param threads makes threads
	 */
	WorkerPool(int maxThreads, Duration keepAlive, ThreadFactory threads) {
		this.maxThreads = maxThreads;
		this.keepAlive = keepAlive.toNanos();
		this.threads = threads;
	}

	@Override
	public void execute(Runnable task) {
		Worker woken;
		synchronized (this.lock) {
			if (this.stopped) {
				throw new RejectedExecutionException("The worker was stopped");
			}
			this.tasks.add(task);
			woken = nextToWake();
		}
		wake(woken);
	}

	/** Returns who is to be woken, if anybody is. Under the lock. */
	private @Nullable Worker nextToWake() {
		if (this.waking || this.tasks.isEmpty()) {
			return null;
		}
		Worker next = this.idle.poll();
		if (next == null && this.workers.size() < this.maxThreads) {
			next = new Worker();
			this.workers.add(next);
		}
		this.waking = next != null;
		return next;
	}

	/** Outside of the lock, because it takes a system call. */
	private static void wake(@Nullable Worker worker) {
		if (worker != null) {
			worker.wake();
		}
	}

	/**
	 * Takes no more tasks; those that wait still run. What has not ended after a time is
	 * interrupted, and what waits then is dropped.
	 * @param patience how long to wait
	 */
	void stop(Duration patience) {
		synchronized (this.lock) {
			this.stopped = true;
			this.idle.forEach((worker) -> LockSupport.unpark(worker.thread));
			if (!awaitEnd(patience)) {
				this.tasks.clear();
				this.workers.forEach((worker) -> worker.thread.interrupt());
			}
		}
	}

	private boolean awaitEnd(Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		try {
			long left = deadline - System.nanoTime();
			while (!this.workers.isEmpty() && left > 0) {
				TimeUnit.NANOSECONDS.timedWait(this.lock, left);
				left = deadline - System.nanoTime();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.workers.isEmpty();
	}

	/**
	 * A thread of the pool.
	 */
	private final class Worker implements Runnable {

		private final Thread thread = WorkerPool.this.threads.newThread(this);

		private volatile boolean woken;

		void wake() {
			this.woken = true;
			if (this.thread.getState() == Thread.State.NEW) {
				start();
			}
			else {
				LockSupport.unpark(this.thread);
			}
		}

		/** Without a thread, what waits is left to the other ones, or to a later try. */
		private void start() {
			boolean started = false;
			try {
				this.thread.start();
				started = true;
			}
			finally {
				if (!started) {
					synchronized (WorkerPool.this.lock) {
						WorkerPool.this.waking = false;
						WorkerPool.this.workers.remove(this);
					}
				}
			}
		}

		@Override
		public void run() {
			do {
				runTasks();
			}
			while (rest());
		}

		private void runTasks() {
			Runnable task = take(true);
			while (task != null) {
				try {
					task.run();
				}
				catch (Throwable ex) {
					logger.error("A task failed", ex);
				}
				Thread.interrupted();
				task = take(false);
			}
		}

		/** Takes a task, or becomes idle. */
		private @Nullable Runnable take(boolean afterRest) {
			Runnable task;
			Worker next;
			synchronized (WorkerPool.this.lock) {
				WorkerPool.this.waking &= !afterRest;
				task = WorkerPool.this.tasks.poll();
				next = nextToWake();
				if (task == null) {
					this.woken = false;
					WorkerPool.this.idle.push(this);
				}
			}
			WorkerPool.wake(next);
			return task;
		}

		/** Returns whether the thread was woken for a task; otherwise it is to end. */
		private boolean rest() {
			long deadline = System.nanoTime() + WorkerPool.this.keepAlive;
			long left = WorkerPool.this.keepAlive;
			while (!this.woken && !WorkerPool.this.stopped && left > 0) {
				LockSupport.parkNanos(WorkerPool.this, left);
				Thread.interrupted();
				left = deadline - System.nanoTime();
			}
			synchronized (WorkerPool.this.lock) {
				if (!WorkerPool.this.idle.remove(this)) {
					return true;
				}
				WorkerPool.this.workers.remove(this);
				WorkerPool.this.lock.notifyAll();
				return false;
			}
		}

	}

}
