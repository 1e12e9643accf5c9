package io.dialogue.integration;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes what input travels in: HTTP requests and WebSocket frames (RFC 6455, section
 * 5.2), right or nearly so.
 */
final class FuzzWire {

	private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

	private static final List<String> HEADERS = List.of("Origin: http://evil.example", "Origin: null",
			"Transfer-Encoding: chunked", "Content-Length: 5", "Content-Length: 99999999999", "Content-Length: -1",
			"Expect: 100-continue", "Connection: close", "Connection: Upgrade", "Upgrade: h2c", "Cookie: a=b; io=;;=",
			"Sec-WebSocket-Extensions: permessage-deflate", "Accept-Encoding: gzip", "X: \u0000", "no colon", ": x");

	private final FuzzInput input;

	FuzzWire(FuzzInput input) {
		this.input = input;
	}

	/** A request as it should be. */
	static byte[] request(String method, String query, String body, String headers) {
		byte[] content = body.getBytes(StandardCharsets.UTF_8);
		String head = method + " /socket.io/" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers
				+ ((method.equals("POST")) ? "Content-Length: " + content.length + "\r\n" : "") + "\r\n";
		return ByteBuffer.allocate(head.length() + content.length)
			.put(head.getBytes(StandardCharsets.ISO_8859_1))
			.put(content)
			.array();
	}

	static byte[] upgrade(String query) {
		return request("GET", query, "", "Connection: Upgrade\r\nUpgrade: websocket\r\n" + KEY);
	}

	/** A request in which anything may be wrong. */
	byte[] anyRequest() {
		String query = "?EIO=" + this.input.pick(List.of("4", "3", "", "4&EIO=4", "%34")) + "&transport="
				+ this.input.pick(List.of("polling", "websocket", "webtransport", "", "%")) + (this.input.chance(30)
						? "&sid=" + this.input.pick(List.of("", "x", "00000000-0000-4000-8000-000000000000")) : "");
		StringBuilder headers = new StringBuilder();
		for (int i = this.input.number(4); i > 0; i--) {
			headers.append(this.input.pick(HEADERS)).append("\r\n");
		}
		if (this.input.chance(3)) {
			headers.append("Long: ").append("x".repeat(this.input.number(100_000))).append("\r\n");
		}
		String method = this.input.pick(List.of("GET", "POST", "OPTIONS", "PUT", "HEAD", "TRACE", "G\u0000T", ""));
		byte[] request = request(method, query, this.input.body(), headers.toString());
		return this.input.chance(40) ? this.input.mutated(request) : request;
	}

	static byte[] textFrame(String text) {
		return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
	}

	/** A frame in which anything may be wrong. */
	byte[] anyFrame() {
		byte[] payload = this.input.chance(70) ? this.input.packet().getBytes(StandardCharsets.UTF_8)
				: this.input.bytes(this.input.length());
		return switch (this.input.number(10)) {
			case 0 -> frame(this.input.number(256), payload);
			case 1 -> this.input.mutated(frame(0x81, payload));
			case 2 -> frame(this.input.pick(List.of(0x88, 0x89, 0x8A)), this.input.bytes(this.input.number(130)));
			case 3 -> fragments(payload);
			case 4 -> frame(0x82, payload);
			default -> frame(0x81, payload);
		};
	}

	/** A message in several frames, with others in between that belong there or not. */
	private byte[] fragments(byte[] payload) {
		ByteArrayOutputStream frames = new ByteArrayOutputStream();
		frames.writeBytes(frame(0x01, payload));
		for (int i = this.input.number(4); i > 0; i--) {
			frames.writeBytes(frame(this.input.pick(List.of(0x00, 0x00, 0x89, 0x81)), payload));
		}
		if (this.input.chance(70)) {
			frames.writeBytes(frame(0x80, payload));
		}
		return frames.toByteArray();
	}

	/** The mask is zero, which leaves the payload as it is. */
	private static byte[] frame(int first, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
		if (payload.length < 126) {
			frame.put((byte) (0x80 | payload.length));
		}
		else if (payload.length <= 0xFFFF) {
			frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
		}
		else {
			frame.put((byte) (0x80 | 127)).putLong(payload.length);
		}
		frame.putInt(0).put(payload);
		return java.util.Arrays.copyOf(frame.array(), frame.position());
	}

}
