package io.dialogue.socketio;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The first handler of each accepted socket: closes it at once where there are too many.
 */
@Sharable
final class SocketGuard extends ChannelInboundHandlerAdapter {

	private final OpenSockets sockets;

	SocketGuard(OpenSockets sockets) {
		this.sockets = sockets;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		if (!this.sockets.accept(context.channel())) {
			context.close();
			return;
		}
		context.fireChannelActive();
		context.pipeline().remove(this);
	}

}
