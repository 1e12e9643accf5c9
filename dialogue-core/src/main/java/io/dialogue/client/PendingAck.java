package io.dialogue.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An acknowledgement for which the server waits. Has one outcome, whatever comes first:
 * the answer, the end of the connection or that of the time. Safe for use by several
 * threads.
 *
 * @param <R> the type of the answer
 */
public final class PendingAck<R> {

	private final CompletableFuture<Supplier<? extends @Nullable R>> outcome = new CompletableFuture<>();

	private final CompletableFuture<R> result = new CompletableFuture<>();

	private final long id;

	private final Class<R> type;

	PendingAck(long id, Class<R> type) {
		this.id = id;
		this.type = type;
	}

	/**
	 * Begins to wait.
	 * @param timeout how long
	 * @param executor reads the answer and completes the result, never a timer's thread
	 * @param release what to do first, once the outcome is there or the caller gave up
	 */
	void await(Duration timeout, Executor executor, Runnable release) {
		Supplier<R> late = failing(AckException.Reason.TIMED_OUT, "No acknowledgement came within " + timeout);
		this.result.whenComplete((answer, ex) -> {
			release.run();
			this.outcome.complete(late);
		});
		this.outcome.completeOnTimeout(late, TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS)
			.thenAcceptAsync((answer) -> {
				release.run();
				complete(answer);
			}, executor);
	}

	private static <R> Supplier<R> failing(AckException.Reason reason, String message) {
		return () -> {
			throw new AckException(reason, message);
		};
	}

	private void complete(Supplier<? extends @Nullable R> answer) {
		if (this.result.isDone()) {
			return;
		}
		try {
			this.result.complete(answer.get());
		}
		catch (RuntimeException | LinkageError | StackOverflowError | AssertionError ex) {
			this.result.completeExceptionally(ex);
		}
	}

	/**
	 * The id with which the client answers.
	 * @return the id
	 */
	public long id() {
		return this.id;
	}

	/**
	 * The type of the answer.
	 * @return the type
	 */
	public Class<R> type() {
		return this.type;
	}

	/**
	 * What becomes of it.
	 * @return completes on a worker's thread; fails with {@link AckException}
	 */
	public CompletableFuture<R> result() {
		return this.result;
	}

	/**
	 * Hands over the answer.
	 * @param answer reads it, on a worker's thread
	 */
	public void answered(Supplier<? extends @Nullable R> answer) {
		this.outcome.complete(answer);
	}

	/** The connection ended. */
	void disconnected() {
		this.outcome
			.complete(failing(AckException.Reason.DISCONNECTED, "The connection ended before an acknowledgement came"));
	}

}
