package io.dialogue.socketio;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Closes a connection of a shared port whose upgrade is refused: there is no way back to
 * the web server.
 */
final class LastAnswer extends ChannelOutboundHandlerAdapter {

	static final String NAME = "dialogueLastAnswer";

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof FullHttpResponse response
				&& !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
			HttpUtil.setKeepAlive(response, false);
			context.write(message, promise.unvoid()).addListener(ChannelFutureListener.CLOSE);
		}
		else {
			context.write(message, promise);
		}
	}

}
