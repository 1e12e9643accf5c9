package io.dialogue.socketio;

/**
 * The heartbeat of one session: pings, and a deadline for each pong. Due times are
 * counted from due times, so that a late timer does not lengthen them. Confined to the
 * session's order of tasks.
 */
final class Heartbeat extends TimedTask {

	private final EngineSession session;

	private boolean awaitingPong;

	private boolean suspended;

	Heartbeat(EngineSession session) {
		this.session = session;
	}

	private long interval() {
		return this.session.settings().pingInterval().toNanos();
	}

	private long timeout() {
		return this.session.settings().pingTimeout().toNanos();
	}

	void start() {
		expectPing(System.nanoTime() + interval());
	}

	/**
	 * The client answered. A pong that nothing asked for does no harm.
	 */
	void pong() {
		if (this.awaitingPong) {
			expectPing(System.nanoTime() + interval());
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
				expectPong(System.nanoTime() + timeout());
			}
		}
	}

	/**
	 * Whether the deadline has passed, even if the timer has not noticed yet.
	 * @return {@code true} if it has
	 */
	boolean isOverdue() {
		long grace = this.awaitingPong ? 0 : timeout();
		return !this.suspended && System.nanoTime() - due() >= grace;
	}

	/**
	 * The timer, on the event loop.
	 */
	@Override
	public void run() {
		this.session.run(this::tick);
	}

	private void tick() {
		if (System.nanoTime() - due() < 0 || !this.session.isOpen()) {
			// Something else came first
			return;
		}
		if (!this.awaitingPong) {
			this.session.send(EncodedPacket.PING);
			expectPong(due() + timeout());
		}
		else if (this.suspended) {
			// The client gives up if no ping comes for an interval and a timeout.
			this.session.send(EncodedPacket.PING);
			expectPong(System.nanoTime() + timeout());
		}
		else {
			this.session.pingTimedOut();
		}
	}

	private void expectPing(long time) {
		this.awaitingPong = false;
		waitIn(this.session.heartbeats().pings(this.session.loop()), time);
	}

	private void expectPong(long time) {
		this.awaitingPong = true;
		waitIn(this.session.heartbeats().pongs(this.session.loop()), time);
	}

}
