package io.dialogue.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Watches the answer that makes a connection a WebSocket. If the client has gone before
 * it, which is nothing special, the engine does not learn of it: it would log an error
 * for each. What it keeps for the client ends here.
 */
@Sharable
final class UpgradeAnswer extends ChannelOutboundHandlerAdapter {

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (!(message instanceof HttpResponse response)
				|| !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
			context.write(message, promise);
			return;
		}
		context.write(message).addListener((written) -> {
			if (written.isSuccess()) {
				promise.trySuccess();
			}
			else {
				abandon(context);
			}
		});
	}

	private static void abandon(ChannelHandlerContext context) {
		context.close();
		ClientHead client = context.channel().attr(ClientHead.CLIENT).getAndSet(null);
		if (client != null) {
			client.onChannelDisconnect();
		}
	}

}
