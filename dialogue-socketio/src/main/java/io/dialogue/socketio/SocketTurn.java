package io.dialogue.socketio;

import java.util.List;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * One request for Socket.IO on a connection that stays the web server's. Meanwhile, the
 * handlers of Socket.IO stand behind those of the web server, and this one before them,
 * which takes what comes and goes past the web server.
 */
final class SocketTurn extends ChannelOutboundHandlerAdapter {

	private static final String NAME = "dialogueTurn";

	private final ChannelHandlerContext router;

	private final EngineInitializer engine;

	private final Runnable onAnswer;

	private final boolean autoRead;

	private @Nullable ChannelHandlerContext context;

	private boolean received;

	private boolean answered;

	private boolean last;

	/**
	 * Begins a turn.
	 * @param router the context that stands between the HTTP codec and the web server
	 * @param engine who serves the request
	 * @param onAnswer run on the event loop some time after the answer was written
	 */
	SocketTurn(ChannelHandlerContext router, EngineInitializer engine, Runnable onAnswer) {
		this.router = router;
		this.engine = engine;
		this.onAnswer = onAnswer;
		this.autoRead = router.channel().config().isAutoRead();
		router.pipeline().addLast(NAME, this);
		engine.addBehindCodec(router.pipeline());
		engine.sockets().add(router.channel());
		// A client that goes while its request waits is to be noticed
		router.channel().config().setAutoRead(true);
	}

	@Override
	public void handlerAdded(ChannelHandlerContext handler) {
		this.context = handler;
	}

	/**
	 * The context from which events reach Socket.IO, but not the web server.
	 * @return the context
	 */
	ChannelHandlerContext context() {
		ChannelHandlerContext current = this.context;
		return (current != null) ? current : this.router;
	}

	/**
	 * Takes a part of the request.
	 * @param message the part
	 */
	void received(Object message) {
		this.received |= message instanceof LastHttpContent;
		context().fireChannelRead(message);
	}

	boolean isAnswered() {
		return this.answered;
	}

	/**
	 * Whether the connection is closed when the answer is out.
	 * @return {@code true} if no request can follow
	 */
	boolean isLast() {
		return this.last;
	}

	/**
	 * Has the connection closed when the answer is out.
	 */
	void closeAfterAnswer() {
		this.last = true;
	}

	/**
	 * Gives the connection back.
	 */
	void end() {
		ChannelPipeline pipeline = this.router.pipeline();
		List<String> names = pipeline.names();
		for (String name : names.subList(names.indexOf(NAME), names.size() - 1)) {
			pipeline.remove(name);
		}
		this.engine.sockets().remove(this.router.channel());
		this.router.channel().config().setAutoRead(this.autoRead);
	}

	@Override
	public void write(ChannelHandlerContext handler, Object message, ChannelPromise promise) {
		ChannelPromise written = promise;
		if (message instanceof HttpResponse response) {
			this.last |= !this.received || !HttpUtil.isKeepAlive(response);
			if (this.last) {
				HttpUtil.setKeepAlive(response, false);
				written = promise.unvoid().addListener(ChannelFutureListener.CLOSE);
			}
		}
		this.router.write(message, written);
		if (message instanceof LastHttpContent) {
			this.answered = true;
			this.router.executor().execute(this.onAnswer);
		}
	}

	@Override
	public void flush(ChannelHandlerContext handler) {
		this.router.flush();
	}

	@Override
	public void read(ChannelHandlerContext handler) {
		this.router.read();
	}

	@Override
	public void close(ChannelHandlerContext handler, ChannelPromise promise) {
		this.router.close(promise);
	}

}
