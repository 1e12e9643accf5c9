package io.dialogue.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.HttpMessage;
import com.corundumstudio.socketio.messages.OutPacketMessage;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;

/**
 * Takes the place of the engine's encoder. The engine says that a channel is bound to a
 * session, or that something waits in its queue; the session's own transports do the
 * rest.
 */
@Sharable
final class OutboundEncoder extends ChannelOutboundHandlerAdapter {

	private final EngineContext engine;

	OutboundEncoder(EngineContext engine) {
		this.engine = engine;
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof OutPacketMessage packets) {
			promise.trySuccess();
			bound(context, packets);
		}
		else if (message instanceof HttpMessage) {
			promise.trySuccess();
		}
		else {
			context.write(message, promise);
		}
	}

	private void bound(ChannelHandlerContext context, OutPacketMessage packets) {
		HttpGuard guard = context.pipeline().get(HttpGuard.class);
		EngineSession session = this.engine.session(packets.getClientHead(), guard, context.channel().eventLoop());
		if (session == null) {
			// It ended meanwhile; the engine must not serve the channel on its own
			context.close();
			return;
		}
		if (packets.getTransport() == Transport.WEBSOCKET) {
			if (context.pipeline().get(WebSocketGuard.class) == null) {
				WebSocketGuard.install(context.pipeline(), session);
			}
			session.outbound().wake();
			return;
		}
		HttpExchange exchange = (guard != null) ? guard.exchange() : null;
		if (exchange != null) {
			session.transports().poll(exchange);
		}
	}

}
