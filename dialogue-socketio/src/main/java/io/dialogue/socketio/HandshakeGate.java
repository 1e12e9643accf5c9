package io.dialogue.socketio;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLPeerUnverifiedException;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslHandler;
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

	private final HandshakeReader reader = new HandshakeReader();

	private final EngineContext engine;

	HandshakeGate(EngineContext engine) {
		this.engine = engine;
	}

	/**
	 * Lets a session begin, or refuses to.
	 * @param peer who asks
	 * @param request a request without a session's id
	 * @param query its query
	 * @param exchange takes the refusal
	 * @return what the session begins with, or {@code null} if it is refused
	 */
	@Nullable PendingHandshake enter(Channel peer, FullHttpRequest request, EngineQuery query, HttpExchange exchange) {
		EngineError error = check(request, query);
		if (error != null) {
			exchange.fail(error);
			return null;
		}
		if (!this.engine.isAccepting() || !takeSeat(peer)) {
			exchange.closing().fail(EngineError.UNAVAILABLE);
			return null;
		}
		boolean credentials = this.engine.settings()
			.allowedOrigins()
			.allowsCredentials(request.headers().get(HttpHeaderNames.ORIGIN),
					request.headers().get(HttpHeaderNames.HOST));
		Handshake handshake = this.reader.read(peer.remoteAddress(), request, query, credentials, certificate(peer));
		return new PendingHandshake(handshake, this.engine.seats(), peer.remoteAddress());
	}

	/** Who may have no further seat costs the others no permit. */
	private boolean takeSeat(Channel peer) {
		if (!this.engine.seats().tryAcquire(peer.remoteAddress())) {
			return false;
		}
		if (!this.engine.handshakes().tryAcquire()) {
			this.engine.seats().release(peer.remoteAddress());
			return false;
		}
		return true;
	}

	/** What TLS verified of the client, if it asked for it. */
	private static @Nullable X509Certificate certificate(Channel peer) {
		SslHandler tls = peer.pipeline().get(SslHandler.class);
		if (tls == null) {
			return null;
		}
		try {
			Certificate[] chain = tls.engine().getSession().getPeerCertificates();
			return (chain.length > 0 && chain[0] instanceof X509Certificate certificate) ? certificate : null;
		}
		catch (SSLPeerUnverifiedException ex) {
			return null;
		}
	}

	private @Nullable EngineError check(FullHttpRequest request, EngineQuery query) {
		if (!HttpMethod.GET.equals(request.method())) {
			return EngineError.BAD_HANDSHAKE_METHOD;
		}
		boolean upgrade = WebSocketUpgrade.isUpgrade(request);
		return (upgrade != (query.transport() == Transport.WEBSOCKET)) ? EngineError.BAD_REQUEST : null;
	}

	/**
	 * What the engine sees of a request.
	 * @param request the request
	 * @param query its query
	 * @param path the engine's path
	 * @return the request for the engine
	 */
	static FullHttpRequest rewritten(FullHttpRequest request, EngineQuery query, String path) {
		HttpHeaders headers = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
		for (CharSequence name : PASSED_ON) {
			String value = request.headers().get(name);
			if (value != null) {
				headers.set(name, value);
			}
		}
		String transport = (query.transport() == Transport.WEBSOCKET) ? "websocket" : "polling";
		return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path + "?EIO=4&transport=" + transport,
				Unpooled.EMPTY_BUFFER, headers, DefaultHttpHeadersFactory.trailersFactory().newEmptyHeaders());
	}

}
