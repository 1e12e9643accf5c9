package io.dialogue.socketio;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.Handshake;
import io.dialogue.socketio.SocketIoServerSettings.Transport;

/**
 * Lets handshakes through to the engine. The engine sees a request with nothing in it but
 * the transport, so that what clients send cannot reach its parsing, and cannot choose a
 * session's id.
 */
final class HandshakeGate {

	private static final List<CharSequence> PASSED_ON = List.of(HttpHeaderNames.HOST, HttpHeaderNames.CONNECTION,
			HttpHeaderNames.UPGRADE, HttpHeaderNames.SEC_WEBSOCKET_KEY, HttpHeaderNames.SEC_WEBSOCKET_VERSION);

	private final EngineContext engine;

	HandshakeGate(EngineContext engine) {
		this.engine = engine;
	}

	/**
	 * Begins a session, or refuses to.
	 * @param context the guard's context
	 * @param request a request without a session's id
	 * @param query its query
	 * @param exchange takes the answer
	 */
	void enter(ChannelHandlerContext context, FullHttpRequest request, EngineQuery query, HttpExchange exchange) {
		EngineError error = check(request, query);
		if (error != null) {
			exchange.fail(error);
			return;
		}
		SocketAddress peer = context.channel().remoteAddress();
		if (!this.engine.isAccepting() || !this.engine.seats().tryAcquire(peer)) {
			exchange.closing().fail(EngineError.UNAVAILABLE);
			return;
		}
		PendingHandshake pending = new PendingHandshake(handshake(peer, request, query),
				() -> this.engine.seats().release(peer));
		context.channel().attr(PendingHandshake.KEY).set(pending);
		context.fireChannelRead(rewritten(request, query));
	}

	private @Nullable EngineError check(FullHttpRequest request, EngineQuery query) {
		if (!HttpMethod.GET.equals(request.method())) {
			return EngineError.BAD_HANDSHAKE_METHOD;
		}
		boolean upgrade = WebSocketUpgrade.isUpgrade(request);
		return (upgrade != (query.transport() == Transport.WEBSOCKET)) ? EngineError.BAD_REQUEST : null;
	}

	private FullHttpRequest rewritten(FullHttpRequest request, EngineQuery query) {
		HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
		for (CharSequence name : PASSED_ON) {
			String value = request.headers().get(name);
			if (value != null) {
				headers.set(name, value);
			}
		}
		String transport = (query.transport() == Transport.WEBSOCKET) ? "websocket" : "polling";
		return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET,
				this.engine.settings().path() + "?EIO=4&transport=" + transport, Unpooled.EMPTY_BUFFER, headers,
				DefaultHttpHeadersFactory.trailersFactory().newEmptyHeaders());
	}

	private static Handshake handshake(SocketAddress peer, FullHttpRequest request, EngineQuery query) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (String name : request.headers().names()) {
			headers.put(name, request.headers().getAll(name));
		}
		String address = (peer instanceof InetSocketAddress inet) ? inet.getAddress().getHostAddress()
				: String.valueOf(peer);
		return new Handshake(address, headers, cookies(request.headers()), query.parameters(), Map.of(), Instant.now());
	}

	private static Map<String, String> cookies(HttpHeaders headers) {
		Map<String, String> cookies = new HashMap<>();
		for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
			ServerCookieDecoder.LAX.decode(header)
				.forEach((cookie) -> cookies.putIfAbsent(cookie.name(), cookie.value()));
		}
		return cookies;
	}

}
