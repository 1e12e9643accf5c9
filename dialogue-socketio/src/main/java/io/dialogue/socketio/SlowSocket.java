package io.dialogue.socketio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * What is done about sockets whose clients may not read.
 */
final class SlowSocket {

	private static final int UNSENT_BYTES = 128 * 1024;

	private SlowSocket() {
	}

	/**
	 * Bounds what the kernel takes for a client and cannot send yet, which would be
	 * several megabytes: it waits beside what the session's queue bounds, and nothing of
	 * it can be dropped any more. With NIO, the system's settings for sockets remain. On
	 * the event loop.
	 * @param channel the socket's channel, which is active
	 */
	static void limitUnsent(Channel channel) {
		if (channel instanceof EpollSocketChannel socket) {
			socket.config().setTcpNotSentLowAt(UNSENT_BYTES);
		}
	}

	/**
	 * Closes a socket; resets it if its client does not read. The client would learn of a
	 * plain end only after it had read all that the kernel keeps for it until then.
	 * @param channel the socket's channel
	 */
	static void close(Channel channel) {
		if (channel.eventLoop().inEventLoop() && channel.isActive() && !channel.isWritable()) {
			channel.config().setOption(ChannelOption.SO_LINGER, 0);
		}
		channel.close();
	}

}
