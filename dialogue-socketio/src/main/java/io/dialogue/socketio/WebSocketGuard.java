package io.dialogue.socketio;

import java.io.IOException;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a WebSocket and its session, in the engine's place: decodes frames,
 * checks them and hands over what they carry. One handler for all of it, since each costs
 * every idle connection.
 */
final class WebSocketGuard extends WebSocket13FrameDecoder {

	private final WebSocketSide side;

	/** There while a message comes in fragments. */
	private @Nullable MessageFragments fragments;

	private WebSocketGuard(WebSocketSide side) {
		super(side.session().frames());
		this.side = side;
	}

	/**
	 * Makes a connection that was upgraded the session's.
	 * @param pipeline the connection's pipeline, after the engine set it up
	 * @param session the session
	 */
	static void install(ChannelPipeline pipeline, EngineSession session) {
		WebSocketSide side = new WebSocketSide(session, pipeline.channel());
		EngineInitializer.toWebSocket(pipeline, new WebSocketGuard(side));
		session.run(() -> session.transports().attach(side));
	}

	private EngineSession session() {
		return this.side.session();
	}

	/**
	 * Takes each frame as soon as it is decoded: no other handler gets one.
	 */
	@Override
	protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
		super.decode(context, in, out);
		while (!out.isEmpty()) {
			WebSocketFrame frame = (WebSocketFrame) out.remove(0);
			try {
				received(context, frame);
			}
			finally {
				frame.release();
			}
		}
	}

	private void received(ChannelHandlerContext context, WebSocketFrame frame) {
		if (frame instanceof PingWebSocketFrame) {
			pong(context, frame);
		}
		else if (frame instanceof CloseWebSocketFrame close) {
			this.side.closedByPeer(close.content());
		}
		else if (frame instanceof ContinuationWebSocketFrame || !frame.isFinalFragment()) {
			assemble(frame);
		}
		else if (!(frame instanceof PongWebSocketFrame)) {
			message(frame instanceof TextWebSocketFrame, ByteBufUtil.getBytes(frame.content()));
		}
	}

	/**
	 * Puts together what comes in fragments, which the decoder lets come in order only.
	 */
	private void assemble(WebSocketFrame frame) {
		if (!(frame instanceof ContinuationWebSocketFrame)) {
			this.fragments = new MessageFragments(frame instanceof TextWebSocketFrame,
					session().settings().maxPacketSize());
		}
		MessageFragments message = this.fragments;
		if (message == null) {
			return;
		}
		if (!message.add(frame.content())) {
			this.fragments = null;
			failed("message too long");
		}
		else if (frame.isFinalFragment()) {
			this.fragments = null;
			message(message.isText(), message.bytes());
		}
	}

	private void message(boolean text, byte[] bytes) {
		received(text ? EnginePacket.text(Utf8.decode(bytes, 0, bytes.length)) : EnginePacket.binary(bytes));
	}

	private void received(EnginePacket packet) {
		session().run(() -> this.side.received(packet));
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
		session().run(() -> {
			if (this.side.isAdopted()) {
				session().protocolError(what);
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

	@Override
	public void channelInactive(ChannelHandlerContext context) throws Exception {
		try {
			super.channelInactive(context);
		}
		finally {
			session().run(this::closed);
		}
	}

	private void closed() {
		if (this.side.isAdopted()) {
			session().transportClosed();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof IOException) {
			context.close();
		}
		else if (cause instanceof CorruptedWebSocketFrameException corrupted) {
			this.side.corrupted(corrupted.closeStatus());
			session().run(() -> {
				if (this.side.isAdopted()) {
					session().protocolError("malformed frame");
				}
			});
		}
		else {
			failed("malformed message, " + cause.getClass().getSimpleName());
		}
	}

}
