package io.dialogue.testsupport;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Executors that together know whether any of their tasks waits or runs.
 */
final class TrackedExecutor extends AbstractExecutorService {

	private final Object monitor;

	private final int[] active;

	private final ExecutorService delegate;

	private TrackedExecutor(ExecutorService delegate, Object monitor, int[] active) {
		this.delegate = delegate;
		this.monitor = monitor;
		this.active = active;
	}

	static TrackedExecutor of(ExecutorService delegate) {
		return new TrackedExecutor(delegate, new Object(), new int[1]);
	}

	/** Another executor whose tasks count together with those of this one. */
	TrackedExecutor with(ExecutorService other) {
		return new TrackedExecutor(other, this.monitor, this.active);
	}

	@Override
	public void execute(Runnable command) {
		synchronized (this.monitor) {
			this.active[0]++;
		}
		try {
			this.delegate.execute(() -> {
				try {
					command.run();
				}
				finally {
					finished();
				}
			});
		}
		catch (RuntimeException ex) {
			finished();
			throw ex;
		}
	}

	private void finished() {
		synchronized (this.monitor) {
			this.active[0]--;
			this.monitor.notifyAll();
		}
	}

	void awaitIdle() {
		long deadline = System.nanoTime() + FakeConnection.PATIENCE.toNanos();
		synchronized (this.monitor) {
			while (this.active[0] > 0) {
				long left = (deadline - System.nanoTime()) / 1_000_000;
				if (left <= 0) {
					throw new AssertionError(this.active[0] + " tasks are still running");
				}
				try {
					this.monitor.wait(left);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}
	}

	@Override
	public void shutdown() {
		this.delegate.shutdown();
	}

	@Override
	public List<Runnable> shutdownNow() {
		return this.delegate.shutdownNow();
	}

	@Override
	public boolean isShutdown() {
		return this.delegate.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.delegate.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.delegate.awaitTermination(timeout, unit);
	}

}
