package io.dialogue.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a room's evicted events to the listener, one batch at a time.
 */
final class Evictions {

	private static final Logger logger = LoggerFactory.getLogger(Evictions.class);

	private static final CompletionStage<?> NOT_WANTED = CompletableFuture.completedStage(null);

	private final AtomicBoolean running = new AtomicBoolean();

	private final RoomLog log;

	private final EvictionListener listener;

	private volatile CompletableFuture<Void> relieved = new CompletableFuture<>();

	Evictions(RoomLog log, EvictionListener listener) {
		this.log = log;
		this.listener = listener;
	}

	/** Completes when the next batch is done. */
	CompletionStage<Void> relieved() {
		return this.relieved;
	}

	void run() {
		while (this.running.compareAndSet(false, true)) {
			RoomLog.Evicted batch = this.log.nextEvicted();
			if (batch == null) {
				this.running.set(false);
				if (this.log.evictedCount() == 0) {
					return;
				}
			}
			else if (!give(batch)) {
				return;
			}
		}
	}

	/** Returns whether the listener was done at once. */
	private boolean give(RoomLog.Evicted batch) {
		CompletableFuture<?> stage = onEvicted(batch).whenComplete((result, ex) -> logFailure(ex))
			.toCompletableFuture();
		if (stage.isDone()) {
			done(batch);
			return true;
		}
		stage.whenComplete((result, ex) -> {
			done(batch);
			run();
		});
		return false;
	}

	private CompletionStage<?> onEvicted(RoomLog.Evicted batch) {
		try {
			return this.listener.wants(this.log.roomId(), batch.eventName())
					? this.listener.onEvicted(this.log.roomId(), batch.eventName(), batch.events()) : NOT_WANTED;
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

	private void logFailure(@Nullable Throwable ex) {
		if (ex != null) {
			logger.error("Evicted events of room '{}' could not be given to the listener", this.log.roomId(), ex);
		}
	}

	private void done(RoomLog.Evicted batch) {
		this.log.forget(batch);
		this.running.set(false);
		CompletableFuture<Void> before = this.relieved;
		this.relieved = new CompletableFuture<>();
		before.complete(null);
	}

}
