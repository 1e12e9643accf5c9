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

	private static final AtomicLongFieldUpdater<OutboundBytes> LARGE = AtomicLongFieldUpdater
		.newUpdater(OutboundBytes.class, "large");

	private final Shedding shedding;

	/** How much waits, without the packet above the limit. By {@link #BYTES}. */
	private volatile long bytes;

	/**
	 * The size of the packet above the limit that waits, 0 for none. It has a place of
	 * its own: what comes behind it is not too much because of it. By {@link #LARGE}.
	 */
	private volatile long large;

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
		return this.bytes + this.large;
	}

	/**
	 * How much waits, without the packet above the limit.
	 * @return the number of bytes
	 */
	final long ordinaryBytes() {
		return this.bytes;
	}

	/**
	 * Counts a packet; one above the limit only if it is to have the place for such.
	 * @param packet the packet
	 * @return whether so much waits that it is worth a look what may be dropped
	 */
	final boolean count(EncodedPacket packet) {
		return isLarge(packet) ? !takePlace(packet) : BYTES.addAndGet(this, packet.size()) > this.crowdedAt;
	}

	/**
	 * Counts a packet that waits no longer, or is not to wait.
	 * @param packet the packet, which was counted
	 * @return its size if it still has to be {@linkplain #uncount(long) uncounted}
	 */
	final long leave(EncodedPacket packet) {
		if (isLarge(packet)) {
			this.large = 0;
			return 0;
		}
		return packet.size();
	}

	/**
	 * Counts what waits no longer.
	 * @param size the number of bytes, without a packet above the limit
	 */
	final void uncount(long size) {
		BYTES.addAndGet(this, -size);
	}

	/**
	 * Whether there is room for a packet; one above the limit takes the place for such.
	 * @param packet the packet, which is counted if it is not above the limit
	 * @return {@code false} if too much would wait
	 */
	final boolean fits(EncodedPacket packet) {
		return isLarge(packet) ? takePlace(packet) : this.bytes <= this.shedding.limit();
	}

	final boolean isLarge(EncodedPacket packet) {
		return packet.size() > this.shedding.limit();
	}

	private boolean takePlace(EncodedPacket packet) {
		return LARGE.compareAndSet(this, 0, packet.size());
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
		return this.closed || bytes() + pendingBytes() <= this.shedding.relaxed();
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
