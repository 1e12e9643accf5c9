package io.dialogue.socketio;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import com.corundumstudio.socketio.protocol.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client: the engine's own queue of its session, with a
 * bound in bytes. Any thread adds; the current transport takes, one thread at a time,
 * while it holds this object's monitor, so that nothing is dropped meanwhile.
 */
final class Outbound {

	/** In the object itself: a broadcast touches all this in every queue. */
	private static final AtomicLongFieldUpdater<Outbound> BYTES = AtomicLongFieldUpdater.newUpdater(Outbound.class,
			"bytes");

	private static final AtomicIntegerFieldUpdater<Outbound> WAITING = AtomicIntegerFieldUpdater
		.newUpdater(Outbound.class, "waiting");

	private final Queue<Packet> queue;

	private final Shedding shedding;

	private final OpenPacket openPacket;

	private final Runnable onOverflow;

	/** How much waits. By {@link #BYTES}. */
	private volatile long bytes;

	/** Whether somebody is about to drain this queue. By {@link #WAITING}. */
	private volatile int waiting;

	/** How many bytes may wait before it is worth a look what may be dropped. */
	private volatile int crowdedAt;

	private volatile boolean closed;

	private volatile @Nullable Sink sink;

	/** Belongs to whoever set {@link #WAITING}. */
	private @Nullable Outbound next;

	/** Who waits until little is to be sent. Changed under this object's monitor. */
	private volatile @Nullable Runnable onWritable;

	/**
	 * Creates an empty queue.
	 * @param queue the engine's queue of the session
	 * @param shedding says how many bytes may wait, and what is dropped
	 * @param openPacket encodes the engine's own first packet
	 * @param onOverflow called when more would wait; must not block
	 */
	Outbound(Queue<Packet> queue, Shedding shedding, OpenPacket openPacket, Runnable onOverflow) {
		this.queue = queue;
		this.shedding = shedding;
		this.crowdedAt = shedding.threshold();
		this.openPacket = openPacket;
		this.onOverflow = onOverflow;
	}

	/**
	 * Adds a packet, or drops it if the queue is closed.
	 * @param packet the packet
	 */
	void add(EncodedPacket packet) {
		LoopFlusher flusher = put(packet);
		if (flusher != null) {
			flusher.add(this);
		}
	}

	/**
	 * Adds a packet as {@link #add} does, but leaves it to the caller to have the queue
	 * drained.
	 * @param packet the packet
	 * @return the flusher that is to drain it, or {@code null} if there is nothing to do
	 */
	@Nullable LoopFlusher put(EncodedPacket packet) {
		if (this.closed) {
			return null;
		}
		if (BYTES.addAndGet(this, packet.size()) > this.crowdedAt && !admit(packet)) {
			return null;
		}
		this.queue.add(packet);
		return claim();
	}

	/** A client that reads gets all, up to the limit: its event loop is busy. */
	private boolean admit(EncodedPacket packet) {
		if (this.bytes <= this.shedding.limit() && !isBlocked()) {
			return true;
		}
		if (makeRoom(packet)) {
			return true;
		}
		BYTES.addAndGet(this, -packet.size());
		if (Shedding.isOldestDropped(packet)) {
			this.shedding.dropped(packet);
		}
		else {
			this.closed = true;
			this.onOverflow.run();
		}
		return false;
	}

	private synchronized boolean makeRoom(EncodedPacket packet) {
		long freed = this.shedding.shed(this.queue, this.bytes, packet);
		long left = BYTES.addAndGet(this, -freed);
		this.crowdedAt = this.shedding.next(left);
		return left <= Math.max(this.shedding.limit(), packet.size());
	}

	private boolean isBlocked() {
		Sink target = this.sink;
		return target == null || target.flusher() == null;
	}

	/**
	 * Whether so little is on its way that more may follow without need.
	 * @return {@code true} if so, or if nothing is taken any more
	 */
	boolean isWritable() {
		Sink target = this.sink;
		long unsent = this.bytes + ((target != null) ? target.pendingBytes() : 0);
		return this.closed || unsent <= this.shedding.relaxed();
	}

	/**
	 * Calls back once, as soon as {@link #isWritable}.
	 * @param task what to call, on any thread
	 */
	void whenWritable(Runnable task) {
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
	 * Whether anybody waits until {@link #relieved} finds that little is to be sent.
	 * @return {@code true} if the transport is to say when all is out
	 */
	boolean isAwaited() {
		return this.onWritable != null;
	}

	/**
	 * Something is out: calls those who waited for it, if it was enough.
	 */
	void relieved() {
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

	/**
	 * Has the current transport take what waits, if there is one.
	 */
	void wake() {
		LoopFlusher flusher = claim();
		if (flusher != null) {
			flusher.add(this);
		}
	}

	/** Returns who is to drain this queue, unless somebody is about to. */
	private @Nullable LoopFlusher claim() {
		if (this.waiting != 0) {
			return null;
		}
		Sink target = this.sink;
		LoopFlusher flusher = (target != null) ? target.flusher() : null;
		return (flusher != null && WAITING.compareAndSet(this, 0, 1)) ? flusher : null;
	}

	/**
	 * Links queues into a chain, to be handed over at once. For whoever is to have this
	 * queue drained.
	 * @param following the next queue of the chain, {@code null} for none
	 */
	void link(@Nullable Outbound following) {
		this.next = following;
	}

	/**
	 * Takes this queue off its chain.
	 * @return the rest of the chain, or {@code null}
	 */
	@Nullable Outbound unlink() {
		Outbound rest = this.next;
		this.next = null;
		return rest;
	}

	/**
	 * Lets the current transport take what waits. Called by the flusher.
	 */
	void drain() {
		this.waiting = 0;
		Sink target = this.sink;
		if (target != null) {
			target.drain();
		}
	}

	/**
	 * Takes the next packet. For the current transport only, which holds the monitor.
	 * @return the packet, or {@code null} if none waits
	 */
	@Nullable EncodedPacket poll() {
		Packet packet = this.queue.poll();
		while (packet != null) {
			if (packet instanceof EncodedPacket encoded) {
				BYTES.addAndGet(this, -encoded.size());
				return encoded;
			}
			EncodedPacket open = this.openPacket.encode(packet);
			if (open != null) {
				return open;
			}
			packet = this.queue.poll();
		}
		if (this.crowdedAt != this.shedding.threshold()) {
			this.crowdedAt = this.shedding.threshold();
		}
		return null;
	}

	boolean isEmpty() {
		return this.queue.isEmpty();
	}

	/**
	 * How much waits.
	 * @return the number of bytes
	 */
	long bytes() {
		return this.bytes;
	}

	/**
	 * Changes the transport that takes packets.
	 * @param target the transport
	 */
	void sink(Sink target) {
		this.sink = target;
	}

	/**
	 * Takes no more packets. What waits is still sent.
	 */
	void close() {
		this.closed = true;
		relieved();
	}

	/**
	 * Forgets what waits, but for the engine's own packets. Takes packets as before.
	 */
	synchronized void forget() {
		this.queue.removeIf((packet) -> {
			if (packet instanceof EncodedPacket encoded) {
				BYTES.addAndGet(this, -encoded.size());
				return true;
			}
			return false;
		});
	}

	/**
	 * Forgets what waits.
	 */
	void discard() {
		this.closed = true;
		this.queue.clear();
		relieved();
	}

	/**
	 * A transport that takes packets.
	 */
	interface Sink {

		/**
		 * The flusher of the event loop on which {@link #drain} is to be called.
		 * @return the flusher, or {@code null} if nothing can be taken now
		 */
		@Nullable LoopFlusher flusher();

		/**
		 * How much it has taken and not sent yet.
		 * @return the number of bytes
		 */
		long pendingBytes();

		/**
		 * Takes as many packets as it can.
		 */
		void drain();

	}

}
