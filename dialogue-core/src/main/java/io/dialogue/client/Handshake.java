package io.dialogue.client;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a client said when it connected. Immutable.
 *
 * @param address the peer's IP address, as text
 * @param headers the headers of the HTTP request that opened the transport, by name in
 * any case; without those that a gateway server has used up, as {@code Upgrade}
 * @param cookies the cookies of that request
 * @param query the query of that request
 * @param auth the payload of the connect request (in JavaScript
 * {@code socket.handshake.auth}); empty if none was sent
 * @param time when it was received
 * @param certificate the certificate with which the client proved who it is to the
 * transport (mutual TLS), verified by it, or {@code null}
 */
public record Handshake(String address, Map<String, List<String>> headers, Map<String, String> cookies,
		Map<String, List<String>> query, Map<String, Object> auth, Instant time,
		@Nullable X509Certificate certificate) {

	public Handshake {
		headers = RequestFields.ignoringCase(headers);
		cookies = Map.copyOf(cookies);
		query = RequestFields.of(query);
		auth = auth.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(auth));
	}

	/**
	 * A handshake without a certificate.
	 * @param address the peer's IP address, as text
	 * @param headers the headers of the HTTP request that opened the transport
	 * @param cookies the cookies of that request
	 * @param query the query of that request
	 * @param auth the payload of the connect request
	 * @param time when it was received
	 */
	public Handshake(String address, Map<String, List<String>> headers, Map<String, String> cookies,
			Map<String, List<String>> query, Map<String, Object> auth, Instant time) {
		this(address, headers, cookies, query, auth, time, null);
	}

	/**
	 * The first value of a header.
	 * @param name the header's name, in any case
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.get(name);
		return (values != null && !values.isEmpty()) ? values.get(0) : null;
	}

	/**
	 * The token that was sent as {@code auth.token}.
	 * @return the token, or {@code null} if none was sent or it is no text
	 */
	public @Nullable String token() {
		return (this.auth.get("token") instanceof String token) ? token : null;
	}

	/**
	 * The same handshake with another connect payload. All else is shared.
	 * @param payload the payload
	 * @return a new handshake, or this one if neither has a payload
	 */
	public Handshake withAuth(Map<String, Object> payload) {
		if (payload.isEmpty() && this.auth.isEmpty()) {
			return this;
		}
		return new Handshake(this.address, this.headers, this.cookies, this.query, payload, this.time,
				this.certificate);
	}

	/**
	 * Leaves out headers, cookies and the connect payload, which may hold secrets.
	 */
	@Override
	public String toString() {
		return "Handshake[address=" + this.address + "]";
	}

}
