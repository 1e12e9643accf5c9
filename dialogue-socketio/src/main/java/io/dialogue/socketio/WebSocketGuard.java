package io.dialogue.socketio;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a WebSocket and its session, in the engine's place: checks frames and
 * hands over what they carry.
 */
final class WebSocketGuard extends SimpleChannelInboundHandler<WebSocketFrame> {

	private final EngineSession session;

	private final WebSocketSide side;

	private WebSocketGuard(EngineSession session, WebSocketSide side) {
		this.session = session;
		this.side = side;
	}

	/**
	 * Makes a connection that was upgraded the session's.
	 * @param pipeline the connection's pipeline, after the engine set it up
	 * @param session the session
	 */
	static void install(ChannelPipeline pipeline, EngineSession session) {
		WebSocketSide side = new WebSocketSide(session, pipeline.channel());
		EngineInitializer.toWebSocket(pipeline, session.frames(), new WebSocketGuard(session, side));
		session.run(() -> session.transports().attach(side));
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws Exception {
		if (frame.rsv() != 0) {
			failed("reserved bits without an extension");
		}
		else if (!frame.isFinalFragment()) {
			assemble(context, frame);
		}
		else if (frame instanceof TextWebSocketFrame) {
			received(EnginePacket.text(text(frame.content())));
		}
		else if (frame instanceof BinaryWebSocketFrame) {
			received(EnginePacket.binary(ByteBufUtil.getBytes(frame.content())));
		}
		else if (frame instanceof PingWebSocketFrame) {
			pong(context, frame);
		}
		else if (frame instanceof CloseWebSocketFrame close) {
			this.side.closedByPeer(close.content());
		}
		else if (!(frame instanceof PongWebSocketFrame)) {
			failed("unexpected frame");
		}
	}

	/**
	 * From the first message on that comes in fragments, they are put together before
	 * they come here. Few clients ever send one.
	 */
	private void assemble(ChannelHandlerContext context, WebSocketFrame frame) throws Exception {
		WebSocketFrameAggregator aggregator = new WebSocketFrameAggregator(this.session.settings().maxPacketSize());
		context.pipeline().addBefore(context.name(), null, aggregator);
		aggregator.channelRead(context.pipeline().context(aggregator), frame.retain());
	}

	private void received(EnginePacket packet) {
		this.session.run(() -> this.side.received(packet));
	}

	private static @Nullable String text(ByteBuf content) {
		byte[] bytes = ByteBufUtil.getBytes(content);
		return Utf8.decode(bytes, 0, bytes.length);
	}

	/**
	 * Answers a ping, unless earlier answers are not read.
	 */
	private static void pong(ChannelHandlerContext context, WebSocketFrame frame) {
		if (context.channel().isWritable()) {
			context.writeAndFlush(ControlFrames.pong(frame.content()));
		}
	}

	private void failed(String what) {
		this.session.run(() -> {
			if (this.side.isAdopted()) {
				this.session.protocolError(what);
			}
			else {
				this.side.reject();
			}
		});
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		this.side.writabilityChanged();
	}

	/**
	 * Ends here: the engine would end a session whose upgrade failed.
	 */
	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.session.run(() -> {
			if (this.side.isAdopted()) {
				this.session.transportClosed();
			}
		});
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof IOException) {
			context.close();
		}
		else if (cause instanceof CorruptedWebSocketFrameException corrupted) {
			this.side.corrupted(corrupted.closeStatus());
			this.session.run(() -> {
				if (this.side.isAdopted()) {
					this.session.protocolError("malformed frame");
				}
			});
		}
		else {
			failed("malformed message, " + cause.getClass().getSimpleName());
		}
	}

}
