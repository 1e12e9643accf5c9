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

	private @Nullable HttpExchange exchange;

	private @Nullable PendingHandshake pending;

	HttpGuard(EngineContext engine, HandshakeGate gate) {
		this.engine = engine;
		this.gate = gate;
	}

	/**
	 * The request that waits for its answer.
	 * @return the exchange, or {@code null} if there is none
	 */
	@Nullable HttpExchange exchange() {
		HttpExchange current = this.exchange;
		return (current != null && !current.isAnswered()) ? current : null;
	}

	/**
	 * Takes the handshake that the latest request began. It is the caller's then.
	 * @return the handshake, or {@code null} if there is none
	 */
	@Nullable PendingHandshake takePending() {
		PendingHandshake taken = this.pending;
		this.pending = null;
		return taken;
	}

	/**
	 * Ends here: the engine would begin a deadline of its own.
	 */
	@Override
	public void channelActive(ChannelHandlerContext context) {
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
		if (exchange() != null) {
			context.close();
			return;
		}
		EngineQuery query = EngineQuery.parse(request.uri());
		CorsHeaders cors = isAllowedOrigin(request) ? CorsHeaders.of(request, this.engine.settings().allowedOrigins())
				: CorsHeaders.none();
		HttpExchange current = new HttpExchange(context, request, cors);
		this.exchange = current;
		EngineError error = check(request, query);
		if (error != null || query == null) {
			current.fail((error != null) ? error : EngineError.BAD_REQUEST);
		}
		else if (HttpMethod.OPTIONS.equals(request.method())) {
			current.preflight();
		}
		else {
			route(context, request, query, current);
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
			HttpExchange current) {
		if (!query.hasSid()) {
			begin(context, request, query, current);
			return;
		}
		UUID sid = query.sid();
		EngineSession session = (sid != null) ? this.engine.find(sid) : null;
		if (session == null) {
			current.fail(EngineError.UNKNOWN_SID);
		}
		else if (query.transport() == Transport.WEBSOCKET) {
			WebSocketUpgrade.begin(context, request, session, current);
		}
		else if (HttpMethod.GET.equals(request.method())) {
			session.transports().poll(current);
		}
		else if (HttpMethod.POST.equals(request.method())) {
			byte[] body = new byte[request.content().readableBytes()];
			request.content().readBytes(body);
			session.transports().post(current, body);
		}
		else {
			current.fail(EngineError.BAD_REQUEST);
		}
	}

	private void begin(ChannelHandlerContext context, FullHttpRequest request, EngineQuery query,
			HttpExchange current) {
		PendingHandshake handshake = this.gate.enter(context.channel(), request, query, current);
		if (handshake != null) {
			release();
			this.pending = handshake;
			context.fireChannelRead(HandshakeGate.rewritten(request, query, this.engine.settings().path()));
		}
	}

	private void release() {
		PendingHandshake left = takePending();
		if (left != null) {
			left.release();
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
		release();
		HttpExchange lost = this.exchange;
		this.exchange = null;
		if (lost != null) {
			lost.lost();
		}
		context.fireChannelInactive();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.debug("An HTTP connection failed and is closed: {}", cause.getClass().getName());
		context.close();
	}

}
