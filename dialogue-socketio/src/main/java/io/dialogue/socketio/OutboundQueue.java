package io.dialogue.socketio;

import java.util.LinkedList;
import java.util.Queue;

import com.corundumstudio.socketio.protocol.Packet;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client. Any thread adds; one at a time takes, or drops. All of them
 * hold this object's monitor meanwhile, but for {@link #isEmpty}. Nobody looks through
 * the queue unless something in it may be dropped, however much waits.
 */
abstract sealed class OutboundQueue extends OutboundBytes permits Outbound {

	/** The engine's queue of the session, until its only packet was taken. */
	private volatile @Nullable Queue<Packet> opening;

	/** There while something waits. Linked, because much of it may be dropped. */
	private volatile @Nullable Queue<EncodedPacket> queue;

	/** How many of the queue's packets may be dropped. */
	private int droppable;

	OutboundQueue(Queue<Packet> opening, Shedding shedding) {
		super(shedding);
		this.opening = opening;
	}

	/**
	 * Encodes the first packet, which the engine made.
	 * @return its encoder
	 */
	abstract OpenPacket openPacket();

	/**
	 * Adds a packet, which is counted already.
	 * @param packet the packet
	 */
	final synchronized void put(EncodedPacket packet) {
		Queue<EncodedPacket> packets = this.queue;
		if (packets == null) {
			packets = new LinkedList<>();
			this.queue = packets;
		}
		packets.add(packet);
		if (packet.droppable() != null) {
			this.droppable++;
		}
	}

	/**
	 * Takes the next packet. For the current transport only, which holds the monitor.
	 * @return the packet, or {@code null} if none waits
	 */
	final @Nullable EncodedPacket poll() {
		EncodedPacket open = pollOpening();
		if (open != null) {
			return open;
		}
		Queue<EncodedPacket> packets = this.queue;
		if (packets == null) {
			uncrowded();
			return null;
		}
		EncodedPacket packet = packets.remove();
		removed(packet);
		forgetIfEmpty(packets);
		return packet;
	}

	private @Nullable EncodedPacket pollOpening() {
		Queue<Packet> packets = this.opening;
		Packet packet = (packets != null) ? packets.poll() : null;
		EncodedPacket open = (packet != null) ? openPacket().encode(packet) : null;
		if (open != null) {
			this.opening = null;
		}
		return open;
	}

	private void removed(EncodedPacket packet) {
		uncount(leave(packet));
		if (packet.droppable() != null) {
			this.droppable--;
		}
	}

	private void forgetIfEmpty(Queue<EncodedPacket> packets) {
		if (packets.isEmpty()) {
			this.queue = null;
		}
	}

	/**
	 * Whether nothing waits in the queue.
	 * @return {@code false} if {@link #poll} would return a packet
	 */
	final boolean isEmpty() {
		Queue<Packet> first = this.opening;
		return this.queue == null && (first == null || first.isEmpty());
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
		Queue<EncodedPacket> packets = this.queue;
		if (packets != null && this.droppable > 0) {
			shedding().shed(packets, ordinaryBytes(), packet, this::removed);
			forgetIfEmpty(packets);
		}
		crowded();
		return fits(packet);
	}

	/**
	 * Forgets what is in the queue, but for the engine's own packet.
	 */
	final synchronized void forgetQueue() {
		Queue<EncodedPacket> packets = this.queue;
		if (packets != null) {
			packets.forEach(this::removed);
			this.queue = null;
		}
	}

	/**
	 * Forgets all that is in the queue, at the session's end.
	 */
	final synchronized void clearQueue() {
		this.opening = null;
		this.queue = null;
	}

}
