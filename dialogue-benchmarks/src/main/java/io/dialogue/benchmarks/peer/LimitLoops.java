package io.dialogue.benchmarks.peer;

import java.util.LinkedHashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;

/**
 * The event loops of the bare server.
 */
final class LimitLoops {

	private final Map<EventExecutor, LimitLoop> loops = new LinkedHashMap<>();

	private final boolean joining;

	LimitLoops(EventLoopGroup group, boolean joining) {
		this.joining = joining;
		group.forEach((executor) -> this.loops.put(executor, new LimitLoop((EventLoop) executor, this)));
	}

	LimitLoop of(Channel channel) {
		LimitLoop loop = this.loops.get(channel.eventLoop());
		if (loop == null) {
			throw new IllegalStateException("The channel is not registered");
		}
		return loop;
	}

	boolean isJoining() {
		return this.joining;
	}

	/**
	 * Sends a frame to a room. May be called by any thread.
	 * @param room the room
	 * @param frame the frame, which is released
	 */
	void send(String room, ByteBuf frame) {
		frame.retain(this.loops.size());
		this.loops.values().forEach((loop) -> loop.send(room, frame));
		frame.release();
	}

}
