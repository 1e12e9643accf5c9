package io.dialogue.socketio;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;

/**
 * The longest time for which a channel may stay unwritable. One timer at most is waiting,
 * however often the channel changes. Confined to the channel's event loop.
 */
final class WriteDeadline implements Runnable {

	private final Channel channel;

	private final long limit;

	private final Runnable onExpired;

	/** When the channel became unwritable, by {@link System#nanoTime()}. */
	private long since;

	private boolean waiting;

	/**
	 * Creates a deadline that has not begun.
	 * @param channel the channel
	 * @param limit the time, zero for no limit
	 * @param onExpired called when it has passed
	 */
	WriteDeadline(Channel channel, Duration limit, Runnable onExpired) {
		this.channel = channel;
		this.limit = limit.toNanos();
		this.onExpired = onExpired;
	}

	/**
	 * The channel is unwritable as of now.
	 */
	void begin() {
		this.since = System.nanoTime();
		if (this.limit > 0 && !this.waiting) {
			schedule(this.limit);
		}
	}

	private void schedule(long nanos) {
		this.waiting = true;
		this.channel.eventLoop().schedule(this, nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public void run() {
		this.waiting = false;
		if (this.channel.isWritable() || !this.channel.isActive()) {
			return;
		}
		long left = this.limit - (System.nanoTime() - this.since);
		if (left > 0) {
			schedule(left);
		}
		else {
			this.onExpired.run();
		}
	}

}
