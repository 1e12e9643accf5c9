package io.dialogue.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of tasks that run one after the other, in the order in which they were
 * offered, on threads of a shared executor. A task may finish later than its call: the
 * next one starts when the stage that it returned is complete.
 * <p>
 * Safe for use by several threads. A task that throws or fails is logged and does not
 * stop the queue. May be inherited: where there are many, each is one object with its
 * owner.
 */
public class SerialQueue extends MpscQueue<Supplier<? extends @Nullable CompletionStage<?>>> {

	private static final Logger logger = LoggerFactory.getLogger(SerialQueue.class);

	/**
	 * Tasks that one turn on the executor runs at most, so that queues share it fairly.
	 */
	private static final int TURN = 32;

	private static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);

	private static final AtomicIntegerFieldUpdater<SerialQueue> PENDING = AtomicIntegerFieldUpdater
		.newUpdater(SerialQueue.class, "pending");

	/** Tasks that were offered and are not finished. By {@link #PENDING}. */
	private volatile int pending;

	private final Terms terms;

	/**
	 * Creates a queue.
	 * @param terms what it shares with others of its kind
	 */
	public SerialQueue(Terms terms) {
		this.terms = terms;
	}

	/**
	 * Adds a task unless the queue is full.
	 * @param task the task; returns {@code null} or a stage that completes when the next
	 * task may start
	 * @return {@code false} if the queue was full and the task was not added
	 */
	public final boolean offer(Supplier<? extends @Nullable CompletionStage<?>> task) {
		if (this.pending >= this.terms.capacity()) {
			return false;
		}
		add(task);
		return true;
	}

	/**
	 * Adds a task even if the queue is full: for the few that must not be lost and that
	 * no client can multiply.
	 * @param task the task
	 */
	public final void add(Supplier<? extends @Nullable CompletionStage<?>> task) {
		if (enqueue(task)) {
			schedule();
		}
	}

	/** Returns whether the caller is to {@link #schedule}. */
	final boolean enqueue(Supplier<? extends @Nullable CompletionStage<?>> task) {
		link(task);
		return PENDING.getAndIncrement(this) == 0;
	}

	/**
	 * Whether no further task is taken by {@link #offer}.
	 * @return {@code true} if the capacity is reached
	 */
	public final boolean isFull() {
		return this.pending >= this.terms.capacity();
	}

	/**
	 * The number of tasks that wait or run.
	 * @return the number of tasks
	 */
	public final int size() {
		return this.pending;
	}

	/**
	 * Runs something at once, out of order, on the executor: what a task waits for that
	 * is not finished.
	 * @param task what to run
	 */
	public final void runAside(Runnable task) {
		try {
			this.terms.executor().execute(task);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The executor is shut down: a task goes no further");
		}
	}

	final void schedule() {
		try {
			this.terms.executor().execute(this::run);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The executor is shut down: {} tasks are dropped", this.pending);
			unlinkAll();
		}
	}

	private void run() {
		for (int i = 0; i < TURN; i++) {
			CompletableFuture<?> stage = runNext().toCompletableFuture();
			if (!stage.isDone()) {
				stage.whenComplete((result, ex) -> {
					logFailure(ex);
					if (finished()) {
						schedule();
					}
				});
				return;
			}
			stage.exceptionally((ex) -> {
				logFailure(ex);
				return null;
			});
			if (!finished()) {
				return;
			}
		}
		schedule();
	}

	private CompletionStage<?> runNext() {
		Supplier<? extends @Nullable CompletionStage<?>> task = unlink();
		try {
			CompletionStage<?> stage = (task != null) ? task.get() : null;
			return (stage != null) ? stage : DONE;
		}
		catch (Throwable ex) {
			logFailure(ex);
			return DONE;
		}
	}

	private boolean finished() {
		int left = PENDING.decrementAndGet(this);
		if (left == this.terms.capacity() / 2) {
			relieved();
		}
		return left > 0;
	}

	/**
	 * Called when the number of tasks has fallen to half of the capacity, so that there
	 * is room again. Must not block. Does nothing unless it is overridden.
	 */
	protected void relieved() {
	}

	private static void logFailure(@Nullable Throwable ex) {
		if (ex != null) {
			logger.error("A queued task failed", ex);
		}
	}

	/**
	 * What queues of one kind have in common: one object for all of them.
	 *
	 * @param executor runs the tasks
	 * @param capacity how many tasks may wait in each queue, the running one included
	 */
	public record Terms(Executor executor, int capacity) {

	}

}
