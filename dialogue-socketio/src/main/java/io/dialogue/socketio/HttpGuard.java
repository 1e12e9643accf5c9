package io.dialogue.socketio;

import java.util.UUID;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.socketio.SocketIoServerSettings.Transport;

/**
 * Stands between an HTTP connection and the engine. What breaks the protocol is answered
 * here, requests of a session go to that session, and only handshakes get through to the
 * engine, rewritten to what it must know.
 */
final class HttpGuard extends SimpleChannelInboundHandler<FullHttpRequest> {

	private static final Logger logger = LoggerFactory.getLogger(HttpGuard.class);

	private final EngineContext engine;

	private final HandshakeGate gate;

	HttpGuard(EngineContext engine) {
		this.engine = engine;
		this.gate = new HandshakeGate(engine);
	}

	/**
	 * Ends here: the engine would begin a deadline of its own.
	 */
	@Override
	public void channelActive(ChannelHandlerContext context) {
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
		HttpExchange previous = context.channel().attr(HttpExchange.CURRENT).get();
		if (previous != null && !previous.isAnswered()) {
			context.close();
			return;
		}
		EngineQuery query = EngineQuery.parse(request.uri());
		CorsHeaders cors = isAllowedOrigin(request) ? CorsHeaders.of(request, this.engine.settings().allowedOrigins())
				: CorsHeaders.none();
		HttpExchange exchange = new HttpExchange(context, request, cors);
		context.channel().attr(HttpExchange.CURRENT).set(exchange);
		EngineError error = check(request, query);
		if (error != null || query == null) {
			exchange.fail((error != null) ? error : EngineError.BAD_REQUEST);
		}
		else if (HttpMethod.OPTIONS.equals(request.method())) {
			exchange.preflight();
		}
		else {
			route(context, request, query, exchange);
		}
	}

	private @Nullable EngineError check(FullHttpRequest request, @Nullable EngineQuery query) {
		if (!request.decoderResult().isSuccess()) {
			Throwable cause = request.decoderResult().cause();
			return (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException)
					? EngineError.HEADERS_TOO_LARGE : EngineError.BAD_REQUEST;
		}
		if (query == null) {
			return EngineError.BAD_REQUEST;
		}
		if (!isPath(query.path())) {
			return EngineError.NOT_FOUND;
		}
		if (!isAllowedOrigin(request)) {
			return EngineError.FORBIDDEN_ORIGIN;
		}
		return HttpMethod.OPTIONS.equals(request.method()) ? null : check(query);
	}

	private @Nullable EngineError check(EngineQuery query) {
		if (!query.isVersion4()) {
			return EngineError.UNSUPPORTED_VERSION;
		}
		Transport transport = query.transport();
		if (transport == null || !this.engine.settings().transports().contains(transport)) {
			return EngineError.UNKNOWN_TRANSPORT;
		}
		return null;
	}

	private void route(ChannelHandlerContext context, FullHttpRequest request, EngineQuery query,
			HttpExchange exchange) {
		if (!query.hasSid()) {
			this.gate.enter(context, request, query, exchange);
			return;
		}
		UUID sid = query.sid();
		EngineSession session = (sid != null) ? this.engine.find(sid) : null;
		if (session == null) {
			exchange.fail(EngineError.UNKNOWN_SID);
		}
		else if (query.transport() == Transport.WEBSOCKET) {
			WebSocketUpgrade.begin(context, request, session, exchange);
		}
		else if (HttpMethod.GET.equals(request.method())) {
			session.transports().poll(exchange);
		}
		else if (HttpMethod.POST.equals(request.method())) {
			byte[] body = new byte[request.content().readableBytes()];
			request.content().readBytes(body);
			session.transports().post(exchange, body);
		}
		else {
			exchange.fail(EngineError.BAD_REQUEST);
		}
	}

	private boolean isPath(String path) {
		String expected = this.engine.settings().path();
		return path.equals(expected) || (path.length() == expected.length() - 1 && expected.startsWith(path));
	}

	private boolean isAllowedOrigin(FullHttpRequest request) {
		return this.engine.settings()
			.allowedOrigins()
			.allows(request.headers().get(HttpHeaderNames.ORIGIN), request.headers().get(HttpHeaderNames.HOST));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		PendingHandshake pending = context.channel().attr(PendingHandshake.KEY).getAndSet(null);
		if (pending != null) {
			pending.release();
		}
		HttpExchange exchange = context.channel().attr(HttpExchange.CURRENT).getAndSet(null);
		if (exchange != null) {
			exchange.lost();
		}
		context.fireChannelInactive();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.debug("An HTTP connection failed and is closed: {}", cause.getClass().getName());
		context.close();
	}

}
