package io.dialogue.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a room's evicted events to the listener, one batch at a time.
 */
final class Evictions {

	private static final Logger logger = LoggerFactory.getLogger(Evictions.class);

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
		CompletableFuture<?> stage = onEvicted(batch).toCompletableFuture();
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
			return this.listener.onEvicted(this.log.roomId(), batch.eventName(), batch.events());
		}
		catch (RuntimeException ex) {
			logger.error("Evicted events of room '{}' could not be given to the listener", this.log.roomId(), ex);
			return CompletableFuture.completedStage(null);
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
