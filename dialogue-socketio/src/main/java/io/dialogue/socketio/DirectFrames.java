package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The frames of one event loop's turn in direct memory, from which sockets are written. A
 * packet is copied there once for all connections of the loop that send it in the same
 * turn, and packets that one connection sends one after the other are next to each other,
 * so that all others with the same packets write them as one buffer, too. Nothing is kept
 * between turns, and what waits in queues is on the heap: a queue that is given up leaks
 * nothing. Confined to the event loop.
 */
final class DirectFrames {

	/** The longest run of frames, unless a single one is longer. */
	private static final int MAX_RUN = 16 * 1024;

	/** More frames would be kept for too long. */
	private static final int MAX_FRAMES = 1024;

	private final Map<EncodedPacket, Frame> frames = new IdentityHashMap<>();

	private final List<ByteBuf> buffers = new ArrayList<>();

	private @Nullable Frame latest;

	private @Nullable Frame first;

	private @Nullable Frame last;

	/**
	 * Adds a packet to what the current connection sends.
	 * @param packet the packet
	 * @param waiting how many bytes the connection is to send besides, about
	 * @param channel the connection, whose allocator gives the memory
	 * @return what was added before and this packet does not continue, to be written and
	 * released by the caller; {@code null} for nothing
	 */
	@Nullable ByteBuf add(EncodedPacket packet, long waiting, Channel channel) {
		if (this.last != null && this.last.next != null && this.last.next.packet == packet) {
			this.last = this.last.next;
			return null;
		}
		Frame frame = this.frames.get(packet);
		if (frame == null) {
			frame = copy(packet, waiting, channel);
		}
		if (this.last != null && this.last.next == frame) {
			this.last = frame;
			return null;
		}
		ByteBuf run = take();
		this.first = frame;
		this.last = frame;
		return run;
	}

	/**
	 * Ends what the current connection sends.
	 * @return what is left of it, to be written and released by the caller; {@code null}
	 * for nothing
	 */
	@Nullable ByteBuf end() {
		ByteBuf run = take();
		if (this.frames.size() > MAX_FRAMES) {
			clear();
		}
		return run;
	}

	private @Nullable ByteBuf take() {
		if (this.first == null || this.last == null) {
			return null;
		}
		ByteBuf run = this.first.buffer.retainedSlice(this.first.start, this.last.end - this.first.start);
		this.first = null;
		this.last = null;
		return run;
	}

	private Frame copy(EncodedPacket packet, long waiting, Channel channel) {
		ByteBuf buffer = (this.latest != null) ? this.latest.buffer : null;
		Frame before = this.latest;
		if (buffer == null || buffer.writableBytes() < packet.size()) {
			int size = Math.max(packet.size(), (int) Math.min(MAX_RUN, packet.size() + waiting));
			buffer = channel.alloc().directBuffer(size, size);
			this.buffers.add(buffer);
			before = null;
		}
		int start = buffer.writerIndex();
		packet.writeTo(buffer);
		Frame frame = new Frame(packet, buffer, start, buffer.writerIndex());
		if (before != null) {
			before.next = frame;
		}
		this.latest = frame;
		this.frames.put(packet, frame);
		return frame;
	}

	/**
	 * Ends the turn. What is written lives on until it is on the wire.
	 */
	void clear() {
		this.first = null;
		this.last = null;
		this.latest = null;
		this.frames.clear();
		this.buffers.forEach(ByteBuf::release);
		this.buffers.clear();
	}

	/**
	 * A packet's frame.
	 */
	private static final class Frame {

		private final EncodedPacket packet;

		private final ByteBuf buffer;

		private final int start;

		private final int end;

		/** The frame behind this one in the same buffer. */
		private @Nullable Frame next;

		Frame(EncodedPacket packet, ByteBuf buffer, int start, int end) {
			this.packet = packet;
			this.buffer = buffer;
			this.start = start;
			this.end = end;
		}

	}

}
