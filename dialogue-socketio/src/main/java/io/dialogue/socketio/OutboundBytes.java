package io.dialogue.socketio;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * How much is on its way to one client, within what bounds, and who waits until it is
 * less. Safe for use by several threads.
 */
abstract sealed class OutboundBytes permits OutboundQueue {

	/** In the object itself: a broadcast touches it for every client. */
	private static final AtomicLongFieldUpdater<OutboundBytes> BYTES = AtomicLongFieldUpdater
		.newUpdater(OutboundBytes.class, "bytes");

	private final Shedding shedding;

	/** How much waits. By {@link #BYTES}. */
	private volatile long bytes;

	/** How many bytes may wait before it is worth a look what may be dropped. */
	private volatile int crowdedAt;

	private volatile boolean closed;

	/** Who waits until little is to be sent. Changed under this object's monitor. */
	private volatile @Nullable Runnable onWritable;

	OutboundBytes(Shedding shedding) {
		this.shedding = shedding;
		this.crowdedAt = shedding.threshold();
	}

	/**
	 * How much waits.
	 * @return the number of bytes
	 */
	final long bytes() {
		return this.bytes;
	}

	/**
	 * Counts a packet.
	 * @param packet the packet
	 * @return whether so much waits that it is worth a look what may be dropped
	 */
	final boolean count(EncodedPacket packet) {
		return BYTES.addAndGet(this, packet.size()) > this.crowdedAt;
	}

	/**
	 * Counts what waits no longer.
	 * @param size the number of bytes
	 */
	final void uncount(long size) {
		BYTES.addAndGet(this, -size);
	}

	final boolean isWithinLimit() {
		return this.bytes <= this.shedding.limit();
	}

	/**
	 * Looks again at what may be dropped when clearly more waits than now.
	 */
	final void crowded() {
		this.crowdedAt = this.shedding.next(this.bytes);
	}

	/**
	 * Nothing waits in a queue any more.
	 */
	final void uncrowded() {
		if (this.crowdedAt != this.shedding.threshold()) {
			this.crowdedAt = this.shedding.threshold();
		}
	}

	final Shedding shedding() {
		return this.shedding;
	}

	final boolean isClosed() {
		return this.closed;
	}

	/**
	 * Takes no more packets. What waits is still sent.
	 */
	final void close() {
		refuse();
		relieved();
	}

	/**
	 * Takes no more packets, but leaves it to {@link #close} to tell those who wait.
	 */
	final void refuse() {
		this.closed = true;
	}

	/**
	 * Whether so little is on its way that more may follow without need.
	 * @return {@code true} if so, or if nothing is taken any more
	 */
	final boolean isWritable() {
		return this.closed || this.bytes + pendingBytes() <= this.shedding.relaxed();
	}

	/**
	 * How much the transport has taken and not sent yet.
	 * @return the number of bytes
	 */
	abstract long pendingBytes();

	/**
	 * Calls back once, as soon as {@link #isWritable}.
	 * @param task what to call, on any thread
	 */
	final void whenWritable(Runnable task) {
		synchronized (this) {
			Runnable others = this.onWritable;
			this.onWritable = (others != null) ? () -> {
				others.run();
				task.run();
			} : task;
		}
		relieved();
		if (isAwaited()) {
			wake();
		}
	}

	/**
	 * Has the current transport take what waits, if there is one.
	 */
	abstract void wake();

	/**
	 * Whether anybody waits until {@link #relieved} finds that little is to be sent.
	 * @return {@code true} if the transport is to say when all is out
	 */
	final boolean isAwaited() {
		return this.onWritable != null;
	}

	/**
	 * Something is out: calls those who waited for it, if it was enough.
	 */
	final void relieved() {
		Runnable task = null;
		synchronized (this) {
			if (isWritable()) {
				task = this.onWritable;
				this.onWritable = null;
			}
		}
		if (task != null) {
			task.run();
		}
	}

}
