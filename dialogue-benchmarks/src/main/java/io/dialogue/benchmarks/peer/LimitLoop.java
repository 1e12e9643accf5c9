package io.dialogue.benchmarks.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * One event loop of the bare server with its members. One task takes all frames that
 * wait, and for each connection writes them and flushes once.
 */
final class LimitLoop implements Runnable {

	private final Queue<Sending> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final Map<String, Members> rooms = new HashMap<>();

	private final List<Members> addressed = new ArrayList<>();

	private final EventLoop loop;

	private final LimitLoops loops;

	LimitLoop(EventLoop loop, LimitLoops loops) {
		this.loop = loop;
		this.loops = loops;
	}

	LimitLoops loops() {
		return this.loops;
	}

	/** On the event loop. */
	void join(String room, Channel channel) {
		this.rooms.computeIfAbsent(room, (name) -> new Members()).channels.add(channel);
	}

	/** On any thread. The frame is released. */
	void send(String room, ByteBuf frame) {
		this.waiting.add(new Sending(room, frame));
		if (this.scheduled.compareAndSet(false, true)) {
			this.loop.execute(this);
		}
	}

	@Override
	public void run() {
		this.scheduled.set(false);
		Sending sending = this.waiting.poll();
		while (sending != null) {
			address(sending);
			sending = this.waiting.poll();
		}
		this.addressed.forEach((members) -> members.write(this.loops.isJoining()));
		this.addressed.clear();
	}

	private void address(Sending sending) {
		Members members = this.rooms.get(sending.room());
		if (members == null) {
			sending.frame().release();
			return;
		}
		if (members.frames.isEmpty()) {
			this.addressed.add(members);
		}
		members.frames.add(sending.frame());
	}

	private record Sending(String room, ByteBuf frame) {

	}

	/**
	 * The members of a room, and what they are to receive.
	 */
	private static final class Members {

		private final List<Channel> channels = new ArrayList<>();

		private final List<ByteBuf> frames = new ArrayList<>();

		void write(boolean joining) {
			if (joining && this.frames.size() > 1 && this.channels.size() > 1) {
				join();
			}
			for (Channel channel : this.channels) {
				for (ByteBuf frame : this.frames) {
					channel.write(frame.retainedDuplicate(), channel.voidPromise());
				}
				channel.flush();
			}
			this.frames.forEach(ByteBuf::release);
			this.frames.clear();
		}

		/** Makes one buffer of all frames, so that each connection writes it at once. */
		private void join() {
			int length = this.frames.stream().mapToInt(ByteBuf::readableBytes).sum();
			ByteBuf joined = this.channels.get(0).alloc().directBuffer(length);
			this.frames.forEach((frame) -> {
				joined.writeBytes(frame);
				frame.release();
			});
			this.frames.clear();
			this.frames.add(joined);
		}

	}

}
