package io.dialogue.socketio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * The flushers of a server, one for each event loop.
 */
final class LoopFlushers {

	private final Map<EventLoop, LoopFlusher> flushers = new ConcurrentHashMap<>();

	/**
	 * The flusher that drains what goes to a channel.
	 * @param channel the channel, registered
	 * @return the flusher of its event loop
	 */
	LoopFlusher of(Channel channel) {
		return this.flushers.computeIfAbsent(channel.eventLoop(), LoopFlusher::new);
	}

}
