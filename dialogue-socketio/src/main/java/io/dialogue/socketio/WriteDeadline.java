package io.dialogue.socketio;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * The longest time for which a channel may stay unwritable while its socket takes
 * nothing. A large message may take longer, as long as some of it goes out. One timer at
 * most is waiting, however often the channel changes. Confined to the channel's event
 * loop.
 */
final class WriteDeadline implements Runnable {

	/** How often in its time it looks whether the socket has taken something. */
	private static final int LOOKS = 4;

	private final Channel channel;

	private final long limit;

	private final Runnable onExpired;

	/**
	 * When the channel became unwritable, or its socket was seen to have taken something,
	 * by {@link System#nanoTime()}.
	 */
	private long since;

	/** How many bytes were left for the socket to take. */
	private long left;

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
		this.left = unsent();
		if (this.limit > 0 && !this.waiting) {
			schedule();
		}
	}

	private void schedule() {
		this.waiting = true;
		this.channel.eventLoop().schedule(this, this.limit / LOOKS, TimeUnit.NANOSECONDS);
	}

	private long unsent() {
		ChannelOutboundBuffer buffer = this.channel.unsafe().outboundBuffer();
		return (buffer != null) ? buffer.totalPendingWriteBytes() - buffer.currentProgress() : 0;
	}

	@Override
	public void run() {
		this.waiting = false;
		if (this.channel.isWritable() || !this.channel.isActive()) {
			return;
		}
		long now = System.nanoTime();
		long unsent = unsent();
		if (unsent < this.left) {
			this.since = now;
		}
		this.left = unsent;
		if (now - this.since < this.limit) {
			schedule();
		}
		else {
			this.onExpired.run();
		}
	}

}
