package io.dialogue.socketio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.EventLoop;

/**
 * Where the heartbeats of a server wait, by event loop.
 */
final class Heartbeats {

	private final Map<EventLoop, TimedQueue> pings = new ConcurrentHashMap<>();

	private final Map<EventLoop, TimedQueue> pongs = new ConcurrentHashMap<>();

	/**
	 * Where sessions wait until they are to send a ping.
	 * @param loop their event loop
	 * @return the queue
	 */
	TimedQueue pings(EventLoop loop) {
		return this.pings.computeIfAbsent(loop, TimedQueue::new);
	}

	/**
	 * Where sessions wait for a pong.
	 * @param loop their event loop
	 * @return the queue
	 */
	TimedQueue pongs(EventLoop loop) {
		return this.pongs.computeIfAbsent(loop, TimedQueue::new);
	}

}
