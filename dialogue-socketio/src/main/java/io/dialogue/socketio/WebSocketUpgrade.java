package io.dialogue.socketio;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;

/**
 * Opens a WebSocket for a session that began with long-polling. The engine could do it,
 * but would end a session whose upgrade fails.
 */
final class WebSocketUpgrade {

	private WebSocketUpgrade() {
	}

	/**
	 * Whether a request asks for a WebSocket that this server can open.
	 * @param request the request
	 * @return {@code true} if it asks for version 13
	 */
	static boolean isUpgrade(HttpRequest request) {
		return HttpMethod.GET.equals(request.method())
				&& request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
				&& request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
				&& request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)
				&& "13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION));
	}

	/**
	 * Opens the WebSocket and hands it to the session. Where the session cannot take it,
	 * it is closed again, as the reference server does.
	 * @param context the guard's context
	 * @param request the request
	 * @param session the session
	 * @param exchange takes the answer if there is no WebSocket to be
	 */
	static void begin(ChannelHandlerContext context, FullHttpRequest request, EngineSession session,
			HttpExchange exchange) {
		if (!isUpgrade(request) || !session.settings().allowUpgrade()) {
			exchange.fail(EngineError.BAD_REQUEST);
			return;
		}
		new WebSocketServerHandshaker13("", null, false, session.settings().maxPacketSize())
			.handshake(context.channel(), request)
			.addListener((future) -> {
				if (!future.isSuccess()) {
					context.close();
				}
				else if (session.isOpen() && session.transports().offerUpgrade()) {
					session.transports().bind(context.channel());
				}
				else {
					context.writeAndFlush(ControlFrames.close(WebSocketCloseStatus.POLICY_VIOLATION))
						.addListener(ChannelFutureListener.CLOSE);
				}
			});
	}

}
