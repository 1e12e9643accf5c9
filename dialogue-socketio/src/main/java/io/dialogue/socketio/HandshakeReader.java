package io.dialogue.socketio;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.Handshake;

/**
 * Reads what a client says when it connects. It is kept as long as the client stays, and
 * so is kept small.
 */
final class HandshakeReader {

	/** What opens the transport says nothing of the client. */
	private static final List<CharSequence> USED_UP = List.of(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE,
			HttpHeaderNames.SEC_WEBSOCKET_KEY, HttpHeaderNames.SEC_WEBSOCKET_VERSION,
			HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);

	private static final int MAX_STRINGS = 4096;

	private static final int MAX_LENGTH = 256;

	private static final int MAX_MAPS = 1024;

	private static final int MAX_FIELDS = 32;

	private final SharedValues<String> strings = new SharedValues<>(MAX_STRINGS);

	/** Few clients of one browser differ in what they send beside their cookies. */
	private final SharedValues<Map<String, List<String>>> maps = new SharedValues<>(MAX_MAPS);

	/**
	 * Reads a request.
	 * @param peer who sent it
	 * @param request the request
	 * @param query its query
	 * @param credentials whether cookies and certificate count; else the page that sent
	 * it must not act with what its visitor's browser adds
	 * @param certificate the peer's certificate, verified
	 * @return what it says
	 */
	Handshake read(SocketAddress peer, HttpRequest request, EngineQuery query, boolean credentials,
			@Nullable X509Certificate certificate) {
		String address = (peer instanceof InetSocketAddress inet) ? inet.getAddress().getHostAddress()
				: String.valueOf(peer);
		Handshake handshake = new Handshake(share(address), headers(request.headers(), credentials),
				credentials ? cookies(request.headers()) : Map.of(), shared(query.parameters()), Map.of(),
				Instant.now(), credentials ? certificate : null);
		return new Handshake(handshake.address(), share(handshake.headers()), handshake.cookies(),
				share(handshake.query()), handshake.auth(), handshake.time(), handshake.certificate());
	}

	private Map<String, List<String>> headers(HttpHeaders headers, boolean credentials) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (String name : headers.names()) {
			if (USED_UP.stream().noneMatch((used) -> AsciiString.contentEqualsIgnoreCase(used, name))) {
				values.put(name, headers.getAll(name));
			}
		}
		if (!credentials) {
			values.keySet().removeIf(HttpHeaderNames.COOKIE.toString()::equalsIgnoreCase);
		}
		return shared(values);
	}

	private Map<String, List<String>> shared(Map<String, List<String>> fields) {
		Map<String, List<String>> shared = new LinkedHashMap<>();
		fields.forEach((name, values) -> shared.put(share(name), values.stream().map(this::share).toList()));
		return shared;
	}

	private String share(String text) {
		return (text.length() <= MAX_LENGTH) ? this.strings.share(text) : text;
	}

	private Map<String, List<String>> share(Map<String, List<String>> fields) {
		boolean small = fields.size() <= MAX_FIELDS && fields.values()
			.stream()
			.allMatch((values) -> values.size() == 1 && values.get(0).length() <= MAX_LENGTH);
		return small ? this.maps.share(fields) : fields;
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
