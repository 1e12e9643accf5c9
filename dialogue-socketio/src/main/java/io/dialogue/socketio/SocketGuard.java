package io.dialogue.socketio;

import java.net.SocketAddress;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The first handler of each accepted socket: closes it at once where there are too many.
 */
@Sharable
final class SocketGuard extends ChannelInboundHandlerAdapter {

	private final ConnectionLimits limits;

	SocketGuard(ConnectionLimits limits) {
		this.limits = limits;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		SocketAddress peer = context.channel().remoteAddress();
		if (!this.limits.tryAcquire(peer)) {
			context.close();
			return;
		}
		context.channel().closeFuture().addListener((future) -> this.limits.release(peer));
		context.fireChannelActive();
		context.pipeline().remove(this);
	}

}
