package io.dialogue.socketio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * Closes sockets whose clients may not read.
 */
final class SlowSocket {

	private SlowSocket() {
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
