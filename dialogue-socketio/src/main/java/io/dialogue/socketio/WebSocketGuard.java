package io.dialogue.socketio;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a WebSocket and its session, in the engine's place: takes frames from
 * what comes in, checks them and hands over what they carry. One small handler for all of
 * it, since each idle connection has one.
 */
final class WebSocketGuard extends ChannelInboundHandlerAdapter {

	private final WebSocketSide side;

	/** The beginning of a frame whose rest has not come yet. */
	private @Nullable ByteBuf unread;

	/** There while a message comes in fragments. */
	private @Nullable MessageFragments fragments;

	/** Whether the client closed the WebSocket, or sent what cannot be understood. */
	private boolean deaf;

	private WebSocketGuard(WebSocketSide side) {
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

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		if (this.unread != null) {
			in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), this.unread, in);
			this.unread = null;
		}
		try {
			takeFrames(context, in);
		}
		catch (CorruptedWebSocketFrameException ex) {
			corrupted(ex);
		}
		finally {
			keep(in);
		}
	}

	private void takeFrames(ChannelHandlerContext context, ByteBuf in) {
		for (ClientFrame frame = next(in); frame != null; frame = next(in)) {
			received(context, frame);
		}
	}

	private @Nullable ClientFrame next(ByteBuf in) {
		return this.deaf ? null : ClientFrame.read(in, session().settings().maxPacketSize(), this.fragments != null);
	}

	private void keep(ByteBuf in) {
		if (this.deaf || !in.isReadable()) {
			in.release();
		}
		else {
			this.unread = in.discardSomeReadBytes();
		}
	}

	private void received(ChannelHandlerContext context, ClientFrame frame) {
		switch (frame.opcode()) {
			case ClientFrame.PING -> pong(context, frame);
			case ClientFrame.PONG -> {
			}
			case ClientFrame.CLOSE -> closed(frame);
			default -> data(frame);
		}
	}

	/**
	 * Answers a ping, unless earlier answers are not read.
	 */
	private static void pong(ChannelHandlerContext context, ClientFrame ping) {
		if (context.channel().isWritable()) {
			context.writeAndFlush(ControlFrames.pong(Unpooled.wrappedBuffer(ping.payload())));
		}
	}

	private void closed(ClientFrame close) {
		close.checkClose();
		this.deaf = true;
		this.side.closedByPeer(Unpooled.wrappedBuffer(close.payload()));
	}

	private void data(ClientFrame frame) {
		if (this.fragments == null && frame.last()) {
			message(frame.opcode() == ClientFrame.TEXT, frame.payload());
		}
		else {
			assemble(frame);
		}
	}

	private void assemble(ClientFrame frame) {
		MessageFragments message = this.fragments;
		if (message == null) {
			message = new MessageFragments(frame.opcode() == ClientFrame.TEXT, session().settings().maxPacketSize());
		}
		this.fragments = frame.last() ? null : message;
		if (!message.add(frame.payload())) {
			failed("message too long");
		}
		else if (frame.last()) {
			message(message.isText(), message.bytes());
		}
	}

	private void message(boolean text, byte[] bytes) {
		EnginePacket packet = text ? EnginePacket.text(Utf8.decode(bytes, 0, bytes.length))
				: EnginePacket.binary(bytes);
		session().run(() -> this.side.received(packet));
	}

	private void corrupted(CorruptedWebSocketFrameException ex) {
		this.deaf = true;
		this.side.corrupted(ex.closeStatus());
		session().run(() -> {
			if (this.side.isAdopted()) {
				session().protocolError("malformed frame");
			}
		});
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
	public void channelInactive(ChannelHandlerContext context) {
		forgetUnread();
		session().run(() -> {
			if (this.side.isAdopted()) {
				session().transportClosed();
			}
		});
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		forgetUnread();
	}

	private void forgetUnread() {
		this.deaf = true;
		if (this.unread != null) {
			this.unread.release();
			this.unread = null;
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof IOException) {
			context.close();
		}
		else {
			failed("the connection failed with " + cause.getClass().getSimpleName());
		}
	}

}
