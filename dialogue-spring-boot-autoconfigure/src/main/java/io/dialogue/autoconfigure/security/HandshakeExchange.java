package io.dialogue.autoconfigure.security;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.adapter.DefaultServerWebExchange;
import org.springframework.web.server.i18n.AcceptHeaderLocaleContextResolver;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.dialogue.client.Handshake;

/**
 * A handshake as WebFlux sees requests, so that the application's own way from a request
 * to its session is gone. There is no body, and nothing that is answered goes anywhere.
 */
final class HandshakeExchange extends DefaultServerWebExchange {

	HandshakeExchange(Handshake handshake, WebSessionManager sessions, ServerCodecConfigurer codecs) {
		super(new Request(handshake), new Response(), sessions, codecs, new AcceptHeaderLocaleContextResolver());
	}

	private static final class Request extends AbstractServerHttpRequest {

		private final Handshake handshake;

		Request(Handshake handshake) {
			super(HttpMethod.GET, uri(handshake), null, headers(handshake));
			this.handshake = handshake;
		}

		private static URI uri(Handshake handshake) {
			StringJoiner query = new StringJoiner("&");
			handshake.query()
				.forEach((name, values) -> values.forEach((value) -> query.add(encode(name) + "=" + encode(value))));
			return URI.create("/?" + query);
		}

		private static String encode(String text) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8);
		}

		private static HttpHeaders headers(Handshake handshake) {
			HttpHeaders headers = new HttpHeaders();
			handshake.headers().forEach(headers::put);
			return headers;
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			MultiValueMap<String, HttpCookie> cookies = new LinkedMultiValueMap<>();
			for (Map.Entry<String, String> cookie : this.handshake.cookies().entrySet()) {
				cookies.add(cookie.getKey(), new HttpCookie(cookie.getKey(), cookie.getValue()));
			}
			return cookies;
		}

		@Override
		protected @Nullable SslInfo initSslInfo() {
			return null;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T getNativeRequest() {
			return (T) this.handshake;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

	}

	private static final class Response extends AbstractServerHttpResponse {

		Response() {
			super(DefaultDataBufferFactory.sharedInstance);
		}

		@Override
		public <T> T getNativeResponse() {
			throw new UnsupportedOperationException("Nothing is answered here");
		}

		@Override
		protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> body) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return Mono.empty();
		}

		@Override
		protected void applyStatusCode() {
		}

		@Override
		protected void applyHeaders() {
		}

		@Override
		protected void applyCookies() {
		}

	}

}
