package io.dialogue.socketio;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP connection that does not send a whole request in time, be it the first
 * or the next one. Removed when the connection becomes a WebSocket.
 */
final class RequestDeadline extends ChannelDuplexHandler {

	private final Duration first;

	private final Duration next;

	private @Nullable Future<?> timer;

	RequestDeadline(Duration first, Duration next) {
		this.first = first;
		this.next = next;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		schedule(context, this.first);
		context.fireChannelActive();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof FullHttpRequest) {
			cancel();
		}
		context.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof LastHttpContent) {
			schedule(context, this.next);
		}
		context.write(message, promise);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		cancel();
		context.fireChannelInactive();
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		cancel();
	}

	private void schedule(ChannelHandlerContext context, Duration delay) {
		cancel();
		if (!context.channel().isActive()) {
			return;
		}
		this.timer = context.executor().schedule(() -> context.close(), delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	private void cancel() {
		Future<?> running = this.timer;
		if (running != null) {
			running.cancel(false);
			this.timer = null;
		}
	}

}
