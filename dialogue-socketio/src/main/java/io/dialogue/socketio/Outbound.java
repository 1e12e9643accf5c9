package io.dialogue.socketio;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import com.corundumstudio.socketio.protocol.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one client: the engine's own queue of its session, with a
 * bound in bytes. Any thread adds; the current transport takes, on its event loop.
 */
final class Outbound {

	private final Queue<Packet> queue;

	private final int limit;

	private final OpenPacket openPacket;

	private final Runnable onOverflow;

	private final AtomicLong bytes = new AtomicLong();

	private final AtomicBoolean waiting = new AtomicBoolean();

	private volatile boolean closed;

	private volatile @Nullable Sink sink;

	/**
	 * Creates an empty queue.
	 * @param queue the engine's queue of the session
	 * @param limit how many bytes may wait
	 * @param openPacket encodes the engine's own first packet
	 * @param onOverflow called once when more would wait; must not block
	 */
	Outbound(Queue<Packet> queue, int limit, OpenPacket openPacket, Runnable onOverflow) {
		this.queue = queue;
		this.limit = limit;
		this.openPacket = openPacket;
		this.onOverflow = onOverflow;
	}

	/**
	 * Adds a packet, or drops it if the queue is closed.
	 * @param packet the packet
	 */
	void add(EncodedPacket packet) {
		if (this.closed) {
			return;
		}
		if (this.bytes.addAndGet(packet.size()) > this.limit) {
			this.closed = true;
			this.onOverflow.run();
			return;
		}
		this.queue.add(packet);
		wake();
	}

	/**
	 * Has the current transport take what waits, if there is one.
	 */
	void wake() {
		Sink target = this.sink;
		LoopFlusher flusher = (target != null) ? target.flusher() : null;
		if (flusher != null && this.waiting.compareAndSet(false, true)) {
			flusher.add(this);
		}
	}

	/**
	 * Lets the current transport take what waits. Called by the flusher.
	 */
	void drain() {
		this.waiting.set(false);
		Sink target = this.sink;
		if (target != null) {
			target.drain();
		}
	}

	/**
	 * Takes the next packet. For the current transport only.
	 * @return the packet, or {@code null} if none waits
	 */
	@Nullable EncodedPacket poll() {
		Packet packet = this.queue.poll();
		while (packet != null) {
			if (packet instanceof EncodedPacket encoded) {
				this.bytes.addAndGet(-encoded.size());
				return encoded;
			}
			EncodedPacket open = this.openPacket.encode(packet);
			if (open != null) {
				return open;
			}
			packet = this.queue.poll();
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
		return this.bytes.get();
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
	}

	/**
	 * Forgets what waits.
	 */
	void discard() {
		this.closed = true;
		this.queue.clear();
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
		 * Takes as many packets as it can.
		 */
		void drain();

	}

}
