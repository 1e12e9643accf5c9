package io.dialogue.socketio;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import com.corundumstudio.socketio.protocol.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client in the engine's own queue of its session. Any thread adds;
 * one at a time takes, or drops, while it holds this object's monitor. Nobody looks
 * through the queue unless something in it may be dropped, however much waits.
 */
abstract sealed class OutboundQueue extends OutboundBytes permits Outbound {

	private static final AtomicIntegerFieldUpdater<OutboundQueue> DROPPABLE = AtomicIntegerFieldUpdater
		.newUpdater(OutboundQueue.class, "droppable");

	private final Queue<Packet> queue;

	private final OpenPacket openPacket;

	/** How many of the queue's packets may be dropped. By {@link #DROPPABLE}. */
	private volatile int droppable;

	OutboundQueue(Queue<Packet> queue, Shedding shedding, OpenPacket openPacket) {
		super(shedding);
		this.queue = queue;
		this.openPacket = openPacket;
	}

	/**
	 * Adds a packet, which is counted already.
	 * @param packet the packet
	 */
	final void put(EncodedPacket packet) {
		if (packet.droppable() != null) {
			DROPPABLE.incrementAndGet(this);
		}
		this.queue.add(packet);
	}

	/**
	 * Takes the next packet from the queue. For the current transport only, which holds
	 * the monitor.
	 * @return the packet, or {@code null} if none waits
	 */
	final @Nullable EncodedPacket poll() {
		Packet packet = this.queue.poll();
		while (packet != null) {
			if (packet instanceof EncodedPacket encoded) {
				removed(encoded);
				return encoded;
			}
			EncodedPacket open = this.openPacket.encode(packet);
			if (open != null) {
				return open;
			}
			packet = this.queue.poll();
		}
		uncrowded();
		return null;
	}

	private void removed(EncodedPacket packet) {
		uncount(leave(packet));
		if (packet.droppable() != null) {
			DROPPABLE.decrementAndGet(this);
		}
	}

	/**
	 * Whether nothing waits in the queue.
	 * @return {@code false} if {@link #poll} would return a packet
	 */
	final boolean isEmpty() {
		return this.queue.isEmpty();
	}

	/**
	 * Whether nothing waits, broadcasts included.
	 * @return {@code true} if all is written
	 */
	final boolean isWritten() {
		return bytes() <= 0 && isEmpty();
	}

	/**
	 * Drops what may be dropped, as far as that is needed.
	 * @param packet the packet that is about to be added, and counted already
	 * @return whether it may be
	 */
	final synchronized boolean makeRoom(EncodedPacket packet) {
		if (this.droppable > 0) {
			shedding().shed(this.queue, ordinaryBytes(), packet, this::removed);
		}
		crowded();
		return fits(packet);
	}

	/**
	 * Forgets what is in the queue, but for the engine's own packets.
	 */
	final synchronized void forgetQueue() {
		this.queue.removeIf((packet) -> {
			if (packet instanceof EncodedPacket encoded) {
				removed(encoded);
				return true;
			}
			return false;
		});
	}

	/**
	 * Forgets all that is in the queue, at the session's end.
	 */
	final void clearQueue() {
		this.queue.clear();
	}

}
