package io.dialogue.socketio;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import com.corundumstudio.socketio.protocol.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to one client, in order and with a bound in bytes: what waits in its
 * queue, and what comes by broadcasts of the event loop. Any thread adds; the current
 * transport takes, one thread at a time.
 * <p>
 * A broadcast is written past the queue if that is empty. What is sent while broadcasts
 * wait goes behind them, as a broadcast to one, so that the queue never holds what is
 * newer than they are.
 */
final class Outbound extends OutboundQueue implements LoopWork {

	private static final AtomicIntegerFieldUpdater<Outbound> WAITING = AtomicIntegerFieldUpdater
		.newUpdater(Outbound.class, "waiting");

	private final EngineSession session;

	/** Whether somebody is about to drain the queue. By {@link #WAITING}. */
	private volatile int waiting;

	private volatile @Nullable Sink sink;

	/** The sink's, in the object itself: a broadcast asks for it for every client. */
	private volatile @Nullable LoopFlusher broadcaster;

	/** Broadcasts up to this one are not for this client any more. */
	private volatile long forgotten;

	/**
	 * Creates an empty queue.
	 * @param opening the engine's queue of the session, for the answer to its handshake
	 * @param session the session, which is closed when too much would wait
	 * @param shedding drops what need not wait
	 */
	Outbound(Queue<Packet> opening, EngineSession session, Shedding shedding) {
		super(opening, shedding);
		this.session = session;
	}

	@Override
	OpenPacket openPacket() {
		return this.session.openPacket();
	}

	/**
	 * Adds a packet, or drops it if no more are taken.
	 * @param packet the packet
	 */
	void add(EncodedPacket packet) {
		if (!admit(packet)) {
			return;
		}
		LoopFlusher flusher = this.broadcaster;
		if (flusher != null && flusher.isBroadcasting()) {
			flusher.add(packet, List.of(this));
		}
		else {
			enqueue(packet);
		}
	}

	/**
	 * Takes part in a broadcast. A transport to which it cannot be written gets the
	 * packet by way of the queue.
	 * @param packet the packet
	 * @return the flusher that is to be handed the broadcast, or {@code null} if there is
	 * nothing left to do
	 */
	@Nullable LoopFlusher accept(EncodedPacket packet) {
		if (!admit(packet)) {
			return null;
		}
		LoopFlusher flusher = this.broadcaster;
		if (flusher == null) {
			enqueue(packet);
		}
		return flusher;
	}

	private void enqueue(EncodedPacket packet) {
		put(packet);
		wake();
	}

	private boolean admit(EncodedPacket packet) {
		return !isClosed() && (!count(packet) || admitToCrowd(packet));
	}

	/** A client that reads gets all, up to the limit: its event loop is busy. */
	private boolean admitToCrowd(EncodedPacket packet) {
		if ((!isBlocked() && fits(packet)) || makeRoom(packet)) {
			return true;
		}
		uncount(isLarge(packet) ? 0 : packet.size());
		if (Shedding.isOldestDropped(packet)) {
			shedding().dropped(packet);
		}
		else {
			refuse();
			this.session.tooSlow();
		}
		return false;
	}

	private boolean isBlocked() {
		Sink target = this.sink;
		return target == null || target.flusher() == null;
	}

	@Override
	long pendingBytes() {
		Sink target = this.sink;
		return (target != null) ? target.pendingBytes() : 0;
	}

	@Override
	void wake() {
		LoopFlusher flusher = claim();
		if (flusher != null) {
			flusher.add(this);
		}
	}

	/** Returns who is to drain the queue, unless somebody is about to. */
	private @Nullable LoopFlusher claim() {
		if (this.waiting != 0) {
			return null;
		}
		Sink target = this.sink;
		LoopFlusher flusher = (target != null) ? target.flusher() : null;
		return (flusher != null && WAITING.compareAndSet(this, 0, 1)) ? flusher : null;
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
	 * Lets the current transport take broadcasts. Called by the flusher.
	 * @param broadcasts the broadcasts, in order
	 */
	void take(List<Broadcast> broadcasts) {
		Sink target = this.sink;
		if (target == null) {
			return;
		}
		long taken = 0;
		int queued = 0;
		boolean direct = isEmpty();
		for (Broadcast broadcast : broadcasts) {
			EncodedPacket packet = broadcast.packet();
			direct = direct && target.takesMore();
			if (broadcast.number() <= this.forgotten) {
				taken += leave(packet);
			}
			else if (direct) {
				taken += leave(packet);
				target.write(packet, bytes() - taken);
			}
			else {
				put(packet);
				queued++;
			}
		}
		uncount(taken);
		if (queued < broadcasts.size()) {
			target.written(this);
		}
		taken(direct);
	}

	private void taken(boolean all) {
		if (all) {
			uncrowded();
		}
		else {
			wake();
		}
	}

	/**
	 * Changes the transport that takes packets.
	 * @param target the transport
	 */
	void sink(Sink target) {
		this.sink = target;
		this.broadcaster = target.broadcaster();
	}

	/**
	 * Forgets what waits, but for the engine's own packet. Takes packets as before.
	 */
	synchronized void forget() {
		LoopFlusher flusher = this.broadcaster;
		if (flusher != null) {
			this.forgotten = flusher.broadcasts();
		}
		forgetQueue();
	}

	/**
	 * Forgets what waits, and takes no more packets.
	 */
	void discard() {
		this.forgotten = Long.MAX_VALUE;
		refuse();
		clearQueue();
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
		 * The flusher of the event loop on which {@link #write} may be called, whether it
		 * takes more at the moment or not.
		 * @return always the same flusher, or {@code null} if this transport only takes
		 * what waits in the queue
		 */
		@Nullable LoopFlusher broadcaster();

		/**
		 * How much it has taken and not sent yet.
		 * @return the number of bytes
		 */
		long pendingBytes();

		/**
		 * Takes as many packets from the queue as it can.
		 */
		void drain();

		/**
		 * Whether {@link #write} is welcome. On the event loop.
		 * @return {@code false} if the packet is to go into the queue
		 */
		boolean takesMore();

		/**
		 * Writes a packet past the queue. On the event loop.
		 * @param packet the packet
		 * @param following how many bytes are to be written behind it, about
		 */
		void write(EncodedPacket packet, long following);

		/**
		 * Sends what was written. On the event loop.
		 * @param outbound what it is a transport of
		 */
		void written(Outbound outbound);

	}

}
