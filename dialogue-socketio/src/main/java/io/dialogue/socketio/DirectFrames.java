package io.dialogue.socketio;

import java.util.IdentityHashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * The frames of one event loop's turn in direct memory, from which sockets are written: a
 * packet is copied there once for all connections of the loop that send it in the same
 * turn. Nothing is kept between turns, and what waits in queues is on the heap, so that a
 * queue that is given up leaks nothing. Confined to the event loop.
 */
final class DirectFrames {

	/** More would be kept for too long. */
	private static final int MAX = 64;

	private final Map<EncodedPacket, ByteBuf> frames = new IdentityHashMap<>(MAX);

	/**
	 * The frame of a packet.
	 * @param packet the packet
	 * @param allocator gives the memory
	 * @return a buffer with indexes of its own, which whoever writes it releases
	 */
	ByteBuf frame(EncodedPacket packet, ByteBufAllocator allocator) {
		ByteBuf frame = this.frames.get(packet);
		if (frame == null) {
			if (this.frames.size() == MAX) {
				clear();
			}
			frame = packet.frame(allocator);
			this.frames.put(packet, frame);
		}
		return frame.retainedDuplicate();
	}

	/**
	 * Ends the turn: what is written lives on until it is on the wire.
	 */
	void clear() {
		if (!this.frames.isEmpty()) {
			this.frames.values().forEach(ByteBuf::release);
			this.frames.clear();
		}
	}

}
