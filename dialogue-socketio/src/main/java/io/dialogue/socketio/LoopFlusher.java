package io.dialogue.socketio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Drains the outbound queues of one event loop's channels: one task for all that were
 * filled since the last one, and so one flush per channel and batch. System calls, not
 * encoding, are what a broadcast costs.
 */
final class LoopFlusher implements Runnable {

	/** Queues that one task drains at most, so that reading gets its turn. */
	private static final int BATCH = 4096;

	private final Queue<Outbound> filled = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	/** What is left of the chain that is being drained. On the event loop only. */
	private @Nullable Outbound chain;

	private final DirectFrames frames = new DirectFrames();

	private final EventLoop loop;

	LoopFlusher(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Has a queue, and those that are linked to it, drained soon. May be called by any
	 * thread.
	 * @param outbound the queue, which is not waiting here already
	 */
	void add(Outbound outbound) {
		this.filled.add(outbound);
		schedule();
	}

	private void schedule() {
		if (!this.scheduled.get() && this.scheduled.compareAndSet(false, true)) {
			try {
				this.loop.execute(this);
			}
			catch (RejectedExecutionException ex) {
				this.filled.clear();
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

	@Override
	public void run() {
		this.scheduled.set(false);
		try {
			drain();
		}
		finally {
			this.frames.clear();
		}
	}

	private void drain() {
		for (int i = 0; i < BATCH; i++) {
			Outbound outbound = next();
			if (outbound == null) {
				return;
			}
			outbound.drain();
		}
		schedule();
	}

	/** Once a queue is being drained, it may be linked into another chain. */
	private @Nullable Outbound next() {
		Outbound outbound = (this.chain != null) ? this.chain : this.filled.poll();
		this.chain = (outbound != null) ? outbound.unlink() : null;
		return outbound;
	}

}
