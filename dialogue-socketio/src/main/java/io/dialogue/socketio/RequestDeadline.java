package io.dialogue.socketio;

import java.time.Duration;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Closes an HTTP connection that does not send a whole request in time, be it the first
 * or the next one. Removed when the connection becomes a WebSocket.
 */
final class RequestDeadline extends ChannelDuplexHandler {

	private final Duration first;

	private final Duration next;

	private final Deadline deadline = new Deadline();

	RequestDeadline(Duration first, Duration next) {
		this.first = first;
		this.next = next;
	}

	/** On a shared port, the connection was there before. */
	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.deadline.start(context, this.first);
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.deadline.start(context, this.first);
		context.fireChannelActive();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof FullHttpRequest) {
			this.deadline.stop();
		}
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof LastHttpContent) {
			this.deadline.start(context, this.next);
		}
		context.write(message, promise);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.deadline.stop();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.deadline.stop();
	}

}
