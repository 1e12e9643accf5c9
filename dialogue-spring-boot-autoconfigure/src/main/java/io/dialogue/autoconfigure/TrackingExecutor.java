package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;

/**
 * An executor of which one can wait until it is idle. Counting does not contend.
 */
final class TrackingExecutor implements Executor {

	private static final Duration PAUSE = Duration.ofMillis(2);

	private final LongAdder submitted = new LongAdder();

	private final LongAdder finished = new LongAdder();

	private final Executor delegate;

	TrackingExecutor(Executor delegate) {
		this.delegate = delegate;
	}

	@Override
	public void execute(Runnable task) {
		this.submitted.increment();
		try {
			this.delegate.execute(() -> run(task));
		}
		catch (RejectedExecutionException ex) {
			this.finished.increment();
			throw ex;
		}
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		finally {
			this.finished.increment();
		}
	}

	/**
	 * Waits until all tasks have run, those that they add included.
	 * @param timeout how long to wait at most
	 * @return whether it is idle
	 */
	boolean awaitIdle(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		try {
			while (!isIdle()) {
				if (System.nanoTime() - deadline >= 0) {
					return false;
				}
				Thread.sleep(PAUSE.toMillis());
			}
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** What is finished is read first: a task that is added meanwhile shows. */
	private boolean isIdle() {
		long done = this.finished.sum();
		return done == this.submitted.sum();
	}

}
