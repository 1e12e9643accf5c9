package io.dialogue.socketio;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The CORS headers of one answer: to whom the browser may hand it.
 *
 * @param origin the allowed origin as it was sent, or {@code null} for no headers
 * @param any whether every origin is allowed
 * @param credentials whether the page may send credentials
 * @param preflight whether the request asks what it may do
 */
record CorsHeaders(@Nullable String origin, boolean any, boolean credentials, boolean preflight) {

	private static final int MAX_AGE_SECONDS = 600;

	/**
	 * The headers for a request whose origin is allowed.
	 * @param request the request
	 * @param origins the rule
	 * @return the headers
	 */
	static CorsHeaders of(HttpRequest request, AllowedOrigins origins) {
		String origin = request.headers().get(HttpHeaderNames.ORIGIN);
		boolean credentials = origin != null
				&& origins.allowsCredentials(origin, request.headers().get(HttpHeaderNames.HOST));
		return new CorsHeaders(origin, origins.isAny(), credentials, HttpMethod.OPTIONS.equals(request.method()));
	}

	static CorsHeaders none() {
		return new CorsHeaders(null, false, false, false);
	}

	void addTo(HttpHeaders headers) {
		if (this.origin == null) {
			return;
		}
		if (this.any && !this.credentials) {
			headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
		}
		else {
			headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, this.origin);
			headers.set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
		}
		if (this.credentials) {
			headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
		}
		if (this.preflight) {
			headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
			headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, HttpHeaderNames.CONTENT_TYPE);
			headers.setInt(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
		}
	}

}
