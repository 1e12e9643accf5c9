package io.dialogue.socketio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.EventLoop;

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

	private final EventLoop loop;

	LoopFlusher(EventLoop loop) {
		this.loop = loop;
	}

	/**
	 * Has a queue drained soon. May be called by any thread.
	 * @param outbound the queue, which is not waiting here already
	 */
	void add(Outbound outbound) {
		this.filled.add(outbound);
		schedule();
	}

	private void schedule() {
		if (this.scheduled.compareAndSet(false, true)) {
			try {
				this.loop.execute(this);
			}
			catch (RejectedExecutionException ex) {
				this.filled.clear();
			}
		}
	}

	@Override
	public void run() {
		this.scheduled.set(false);
		for (int i = 0; i < BATCH; i++) {
			Outbound outbound = this.filled.poll();
			if (outbound == null) {
				return;
			}
			outbound.drain();
		}
		schedule();
	}

}
