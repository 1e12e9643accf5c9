package io.dialogue.socketio;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of one session: pings, and a deadline for each pong. Due times are
 * counted from due times, so that a late timer does not lengthen them. Confined to the
 * session's order of tasks.
 */
final class Heartbeat {

	private final EngineSession session;

	private final long interval;

	private final long timeout;

	private boolean awaitingPong;

	private boolean suspended;

	/** When the next ping, or else the pong, is due, by {@link System#nanoTime()}. */
	private long due;

	/** How long after that the client is taken for dead. */
	private long grace;

	private @Nullable Future<?> timer;

	Heartbeat(EngineSession session, SocketIoServerSettings settings) {
		this.session = session;
		this.interval = settings.pingInterval().toNanos();
		this.timeout = settings.pingTimeout().toNanos();
	}

	void start() {
		expectPing(System.nanoTime() + this.interval);
	}

	void stop() {
		cancel();
	}

	/**
	 * The client answered. A pong that nothing asked for does no harm.
	 */
	void pong() {
		if (this.awaitingPong) {
			expectPing(System.nanoTime() + this.interval);
		}
	}

	/**
	 * Suspends the deadline, not the pings: the client waits for them.
	 */
	void suspend() {
		this.suspended = true;
	}

	/**
	 * Begins the deadline anew.
	 */
	void resume() {
		if (this.suspended) {
			this.suspended = false;
			if (this.awaitingPong) {
				expectPong(System.nanoTime() + this.timeout);
			}
		}
	}

	/**
	 * Whether the deadline has passed, even if the timer has not noticed yet.
	 * @return {@code true} if it has
	 */
	boolean isOverdue() {
		return !this.suspended && System.nanoTime() - this.due >= this.grace;
	}

	private void tick() {
		if (!this.awaitingPong) {
			this.session.send(EncodedPacket.PING);
			expectPong(this.due + this.timeout);
		}
		else if (this.suspended) {
			// The client gives up if no ping comes for an interval and a timeout.
			this.session.send(EncodedPacket.PING);
			expectPong(System.nanoTime() + this.timeout);
		}
		else {
			this.session.pingTimedOut();
		}
	}

	private void expectPing(long time) {
		this.awaitingPong = false;
		this.grace = this.timeout;
		schedule(time);
	}

	private void expectPong(long time) {
		this.awaitingPong = true;
		this.grace = 0;
		schedule(time);
	}

	private void schedule(long time) {
		cancel();
		this.due = time;
		this.timer = this.session.schedule(this::tick, time - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	private void cancel() {
		Future<?> running = this.timer;
		if (running != null) {
			running.cancel(false);
			this.timer = null;
		}
	}

}
