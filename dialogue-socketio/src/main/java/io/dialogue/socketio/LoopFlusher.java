package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * Sends what was handed to one event loop for its channels, in that order: broadcasts,
 * which are written to each recipient, and outbound queues, which are drained. One task
 * for all that came since the last one, and so one flush per channel and batch. System
 * calls, not encoding, are what a broadcast costs.
 */
final class LoopFlusher implements Runnable {

	/** Clients that one task serves at most, so that reading gets its turn. */
	private static final int BATCH = 4096;

	private final Queue<LoopWork> work = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	/** How many broadcasts there were. */
	private final AtomicLong broadcasts = new AtomicLong();

	/** How many of them all recipients have taken. Set on the event loop only. */
	private final AtomicLong delivered = new AtomicLong();

	private final BroadcastRun run = new BroadcastRun();

	private final DirectFrames frames = new DirectFrames();

	/** Written to in this turn, and to be flushed at its end. */
	private final List<Channel> unflushed = new ArrayList<>();

	private boolean last;

	private final EventLoop loop;

	LoopFlusher(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Has a queue drained soon. May be called by any thread.
	 * @param outbound the queue, which is not waiting here already
	 */
	void add(Outbound outbound) {
		this.work.add(outbound);
		schedule();
	}

	/**
	 * Has a packet sent soon. May be called by any thread.
	 * @param packet the packet
	 * @param recipients what is sent to those who get it, all of this event loop; never
	 * modified later
	 */
	void add(EncodedPacket packet, List<Outbound> recipients) {
		this.work.add(new Broadcast(packet, recipients, this.broadcasts.incrementAndGet()));
		schedule();
	}

	/**
	 * Whether broadcasts wait, so that what is sent to their recipients has to wait
	 * behind them. May be called by any thread, which sees those that it handed over.
	 * @return {@code false} if all are delivered
	 */
	boolean isBroadcasting() {
		return this.broadcasts.get() != this.delivered.get();
	}

	/**
	 * How many broadcasts were handed over. May be called by any thread.
	 * @return the number of the latest one
	 */
	long broadcasts() {
		return this.broadcasts.get();
	}

	private void schedule() {
		if (!this.scheduled.get() && this.scheduled.compareAndSet(false, true)) {
			try {
				this.loop.execute(this);
			}
			catch (RejectedExecutionException ex) {
				this.work.clear();
			}
		}
	}

	/**
	 * The frames that are written in this turn. On the event loop only.
	 * @return the frames
	 */
	DirectFrames frames() {
		return this.frames;
	}

	/**
	 * Flushes a channel: at once, or at the end of the turn, if more may be written to it
	 * until then. On the event loop only.
	 * @param channel the channel
	 */
	void flush(Channel channel) {
		if (this.last) {
			channel.flush();
		}
		else {
			this.unflushed.add(channel);
		}
	}

	@Override
	public void run() {
		this.scheduled.set(false);
		try {
			work();
		}
		finally {
			this.unflushed.forEach(Channel::flush);
			this.unflushed.clear();
			this.frames.clear();
		}
	}

	private void work() {
		int left = BATCH;
		while (left > 0) {
			if (!this.run.isEmpty()) {
				left -= deliver(left);
			}
			else if (!next()) {
				return;
			}
			else {
				left--;
			}
		}
		schedule();
	}

	/** Begins with what is next, and answers whether there was anything. */
	private boolean next() {
		LoopWork next = this.work.poll();
		if (next instanceof Broadcast broadcast) {
			this.run.begin(broadcast, this.work);
		}
		this.last = this.work.isEmpty();
		if (next instanceof Outbound outbound) {
			outbound.drain();
		}
		return next != null;
	}

	private int deliver(int most) {
		int count = this.run.deliver(most);
		if (this.run.isDelivered()) {
			this.delivered.lazySet(this.delivered.get() + this.run.length());
			this.run.clear();
		}
		return count;
	}

}
