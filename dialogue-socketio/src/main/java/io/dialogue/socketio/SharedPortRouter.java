package io.dialogue.socketio;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Sits behind the HTTP codec of a web server's connection and hands each request to the
 * web server or to Socket.IO. What is pipelined waits for its turn, but for what follows
 * a Socket.IO request without an answer: there, the answer closes the connection, and the
 * client has to send the rest again. A connection that asks for a WebSocket is
 * Socket.IO's for good.
 */
final class SharedPortRouter extends ChannelDuplexHandler {

	static final String NAME = "dialogueRouter";

	private final SharedPort port;

	private final Deadline deadline = new Deadline();

	private final Queue<Object> held = new ArrayDeque<>(2);

	private Receiver receiver = Receiver.NEXT;

	/** Requests that the web server has not answered. */
	private int unanswered;

	private boolean informational;

	private @Nullable SocketTurn turn;

	/** Whether no further request is served. */
	private boolean last;

	private @Nullable ConnectionLimits counted;

	SharedPortRouter(SharedPort port) {
		this.port = port;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.deadline.start(context, this.port.settings().requestTimeout());
		context.fireChannelActive();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.held.isEmpty() && isDue(context, message)) {
			route(context, message);
		}
		else {
			this.held.add(message);
		}
	}

	private boolean isDue(ChannelHandlerContext context, Object message) {
		if (this.last || !(message instanceof HttpRequest request)) {
			return true;
		}
		if (this.turn != null) {
			return !this.turn.isAnswered();
		}
		return !isSocketIo(request) || (this.unanswered == 0 && ChannelOperations.get(context.channel()) == null);
	}

	/**
	 * Whether a request is for Socket.IO. The path is compared as it was sent: what would
	 * have to be decoded or normalized first is the web server's, which then does so for
	 * its own access rules, too.
	 */
	private boolean isSocketIo(HttpRequest request) {
		String uri = request.uri();
		String path = this.port.settings().path();
		int query = uri.indexOf('?');
		int length = (query < 0) ? uri.length() : query;
		return (length == path.length() || length == path.length() - 1) && uri.startsWith(path.substring(0, length))
				&& request.decoderResult().isSuccess();
	}

	private void route(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest request) {
			this.receiver = begin(context, request);
		}
		if (this.receiver == Receiver.NEXT) {
			context.fireChannelRead(message);
		}
		else if (this.receiver == Receiver.TURN && this.turn != null) {
			this.turn.received(message);
		}
		else {
			ReferenceCountUtil.release(message);
		}
	}

	private Receiver begin(ChannelHandlerContext context, HttpRequest request) {
		this.deadline.stop();
		if (this.last || this.turn != null) {
			this.last = true;
			if (this.turn != null) {
				this.turn.closeAfterAnswer();
			}
			return Receiver.NOBODY;
		}
		if (!isSocketIo(request)) {
			this.unanswered++;
			return Receiver.NEXT;
		}
		EngineInitializer engine = this.port.engine();
		if (engine == null || !count(context, engine.engine().sockets())) {
			this.last = true;
			new HttpExchange(context, request, CorsHeaders.none()).closing().fail(EngineError.UNAVAILABLE);
			return Receiver.NOBODY;
		}
		return begin(context, request, engine);
	}

	private Receiver begin(ChannelHandlerContext context, HttpRequest request, EngineInitializer engine) {
		if (context.pipeline().get(NettyPipeline.IdleTimeoutHandler) != null) {
			context.pipeline().remove(NettyPipeline.IdleTimeoutHandler);
		}
		if (request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
			this.last = true;
			handOver(context, engine);
			return Receiver.NEXT;
		}
		this.turn = new SocketTurn(context, engine, () -> answered(context));
		return Receiver.TURN;
	}

	/** Puts Socket.IO's handlers in the place of the web server's and of this one. */
	private void handOver(ChannelHandlerContext context, EngineInitializer engine) {
		ChannelPipeline pipeline = context.pipeline();
		List<String> names = pipeline.names();
		for (String name : names.subList(names.indexOf(NAME) + 1, names.size() - 1)) {
			pipeline.remove(name);
		}
		engine.sockets().add(context.channel());
		pipeline.addLast(LastAnswer.NAME, new LastAnswer());
		engine.addBehindCodec(pipeline);
		pipeline.remove(this);
		context.channel().config().setAutoRead(true);
	}

	private boolean count(ChannelHandlerContext context, ConnectionLimits limits) {
		if (this.counted == limits) {
			return true;
		}
		if (!limits.tryAcquire(context.channel().remoteAddress())) {
			return false;
		}
		this.counted = limits;
		context.channel().closeFuture().addListener((closed) -> limits.release(context.channel().remoteAddress()));
		return true;
	}

	private void answered(ChannelHandlerContext context) {
		SocketTurn done = this.turn;
		if (done == null || !context.channel().isActive()) {
			return;
		}
		this.turn = null;
		done.end();
		this.last |= done.isLast();
		if (!this.last) {
			this.deadline.start(context, this.port.settings().keepAliveTimeout());
		}
		resume(context);
	}

	/**
	 * Reads on when nothing waits any more, as {@link #read} did not. After an answer of
	 * the web server even if nothing waited: Reactor Netty 1.3.7 forgets to do so after a
	 * pipelined request (its issue 4361), and the connection's next request would hang.
	 */
	private void resume(ChannelHandlerContext context) {
		Object message = this.held.peek();
		while (message != null && isDue(context, message)) {
			this.held.remove();
			route(context, message);
			message = this.held.peek();
		}
		if (message == null) {
			context.read();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse response) {
			HttpResponseStatus status = response.status();
			this.informational = status.codeClass() == HttpStatusClass.INFORMATIONAL
					&& !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(status);
		}
		context.write(message, promise);
		if (message instanceof LastHttpContent && !this.informational) {
			this.unanswered--;
			context.executor().execute(() -> resume(context));
		}
	}

	/** While something waits, no more is read. */
	@Override
	public void read(ChannelHandlerContext context) {
		if (this.held.isEmpty()) {
			context.read();
		}
	}

	/** The web server says by an event when it is done with a request. */
	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		if (!this.held.isEmpty()) {
			context.executor().execute(() -> resume(context));
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.deadline.stop();
		context.fireChannelInactive();
		if (this.turn != null) {
			this.turn.context().fireChannelInactive();
		}
		discard();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		ChannelHandlerContext target = (this.turn != null) ? this.turn.context() : context;
		target.fireExceptionCaught(cause);
	}

	/** What is still being handed over is not discarded. */
	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.deadline.stop();
		if (!context.channel().isActive()) {
			discard();
		}
	}

	private void discard() {
		Object message = this.held.poll();
		while (message != null) {
			ReferenceCountUtil.release(message);
			message = this.held.poll();
		}
	}

	/**
	 * Who gets what follows a request's head.
	 */
	private enum Receiver {

		/** The next handler. */
		NEXT,

		/** Socket.IO, past the web server. */
		TURN,

		/** Nobody. */
		NOBODY

	}

}
