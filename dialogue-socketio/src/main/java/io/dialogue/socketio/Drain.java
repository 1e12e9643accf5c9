package io.dialogue.socketio;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutorGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.client.DisconnectReason;

/**
 * Sends a server's clients away: tells all of them when to come back, at random times,
 * and closes their transports batch by batch.
 */
final class Drain {

	private static final Logger logger = LoggerFactory.getLogger(Drain.class);

	private static final int BATCH = 500;

	private static final long PAUSE_MILLIS = 50;

	private final EventExecutorGroup executor;

	private final SocketIoServerSettings settings;

	private final Queue<EngineSession> sessions;

	private final int batch;

	/**
	 * Creates a drain of sessions.
	 * @param engine the sessions
	 * @param executor runs the batches
	 * @param timeout the time after which what is left is closed at once
	 */
	Drain(EngineContext engine, EventExecutorGroup executor, Duration timeout) {
		this.executor = executor;
		this.settings = engine.settings();
		this.sessions = new ArrayDeque<>(engine.sessions());
		long batches = Math.max(1, timeout.toMillis() / 2 / PAUSE_MILLIS);
		this.batch = (int) Math.max(BATCH, this.sessions.size() / batches + 1);
	}

	/**
	 * Sends the clients away.
	 * @param empty completes when no session is left
	 */
	void start(CompletableFuture<Void> empty) {
		logger.info("Draining {} Socket.IO sessions", this.sessions.size());
		this.sessions.forEach((session) -> session.draining(retryAfter()));
		closeBatch(empty);
	}

	private long retryAfter() {
		long spread = this.settings.drainSpread().toMillis();
		return this.settings.drainRetryAfter().toMillis() + ThreadLocalRandom.current().nextLong(spread + 1);
	}

	private void closeBatch(CompletableFuture<Void> empty) {
		for (int i = 0; i < this.batch && !this.sessions.isEmpty(); i++) {
			this.sessions.remove().close(DisconnectReason.SERVER_SHUTTING_DOWN);
		}
		if (!this.sessions.isEmpty() && !empty.isDone()) {
			this.executor.schedule(() -> closeBatch(empty), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

}
