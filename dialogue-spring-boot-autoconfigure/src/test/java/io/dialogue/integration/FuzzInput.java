package io.dialogue.integration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Makes input of all degrees of badness: JSON, packets of Socket.IO, bodies of
 * long-polling. The same seed makes the same input.
 */
final class FuzzInput {

	private static final List<String> REQUESTS = List.of("join", "leave", "subscribe", "subscribeAll", "unsubscribe",
			"listRooms", "createRoom", "deleteRoom", "trigger", "getHistory", "refresh", "connected", "nonsense");

	private static final List<String> FIELDS = List.of("roomId", "event", "eventName", "data", "meta", "id", "limit",
			"before", "name", "maxSize", "token", "recover", "epoch", "offset", "text", "__proto__");

	private static final List<String> NUMBERS = List.of("0", "-0", "-1", "1", "1.5", "1e308", "1e999", "0.1e-999",
			"2147483648", "-9223372036854775809", "99999999999999999999999999", "01", "+1", "NaN");

	private static final List<String> TEXTS = List.of("", "chat", "message", "ping", "*", "a b", "../x", "\\u0000",
			"\\ud800", "\u2028", "\ud83d\udc4b", "\\\"", "\\", "\u0007", "<script>", "%00", "null", "_placeholder");

	private static final int MANY = 1000;

	private final Random random;

	FuzzInput(long seed) {
		this.random = new Random(seed);
	}

	int number(int bound) {
		return this.random.nextInt(bound);
	}

	boolean chance(int percent) {
		return number(100) < percent;
	}

	<T> T pick(List<T> choices) {
		return choices.get(number(choices.size()));
	}

	byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	/** A length: mostly short, sometimes at a limit of the protocol, seldom long. */
	int length() {
		return chance(90) ? number(60) : pick(List.of(125, 126, 127, 4096, 65_535, 65_536, 300_000));
	}

	String text() {
		return switch (number(10)) {
			case 0 -> pick(TEXTS).repeat(1 + number(MANY));
			case 1 -> new String(bytes(length()), StandardCharsets.ISO_8859_1);
			default -> pick(TEXTS);
		};
	}

	String json(int depth) {
		if (depth > 5) {
			return pick(NUMBERS);
		}
		return switch (number(12)) {
			case 0 -> pick(List.of("null", "true", "false", "", "{", "]", "'a'"));
			case 1, 2 -> pick(NUMBERS);
			case 3 -> "[".repeat(number(MANY)) + "]".repeat(number(MANY));
			case 4 -> "{\"a\":".repeat(number(MANY)) + "1" + "}".repeat(number(MANY));
			case 5 -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
			case 6, 7 -> object(depth);
			default -> '"' + text() + '"';
		};
	}

	private String object(int depth) {
		StringBuilder object = new StringBuilder("{");
		int fields = number(6);
		for (int i = 0; i < fields; i++) {
			object.append((i > 0) ? "," : "").append('"').append(pick(FIELDS)).append("\":").append(json(depth + 1));
		}
		return object.append('}').toString();
	}

	/** What a client that means well asks for, so that the bad ones get somewhere. */
	private String goodRequest() {
		return pick(List.of("[\"dialogue:join\",{\"roomId\":\"chat\"}]", "[\"dialogue:leave\",{\"roomId\":\"chat\"}]",
				"[\"dialogue:trigger\",{\"roomId\":\"chat\",\"event\":\"ping\",\"data\":" + json(4) + "}]",
				"[\"dialogue:subscribeAll\",{\"roomId\":\"chat\"}]", "[\"dialogue:listRooms\"]",
				"[\"dialogue:getHistory\",{\"roomId\":\"chat\",\"limit\":5}]"));
	}

	private String badRequest() {
		String arguments = chance(80) ? "," + (chance(70) ? object(0) : json(0)) : "";
		return "[\"dialogue:" + pick(REQUESTS) + '"' + arguments + "]";
	}

	/** A packet of Engine.IO with one of Socket.IO in it, or nearly so. */
	String packet() {
		String packet = switch (number(13)) {
			case 0 -> pick(List.of("0", "1", "2", "3", "5", "6", "7", "", "b", "2probe", "3probe"));
			case 1 -> "40" + (chance(50) ? object(3) : "");
			case 2 -> "4" + number(10) + pick(List.of("", "/", "/other,", "/,", "1-", "99-", "-1-")) + json(0);
			case 3 -> "45" + number(12) + "-" + badRequest();
			case 7 -> "43" + number(3) + "[" + (chance(80) ? json(0) : "") + "]";
			case 4, 5, 6 -> "42" + (chance(50) ? String.valueOf(number(MANY)) : "") + goodRequest();
			default -> "42" + (chance(50) ? String.valueOf(number(MANY)) : "") + badRequest();
		};
		return chance(15) ? new String(mutated(packet.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1)
				: packet;
	}

	/** A body of long-polling. */
	String body() {
		StringBuilder body = new StringBuilder();
		int packets = number(5);
		for (int i = 0; i < packets; i++) {
			body.append((i > 0) ? "\u001e" : "").append(chance(90) ? packet() : "b" + text());
		}
		return body.toString();
	}

	/** Some bytes changed, doubled or left out. */
	byte[] mutated(byte[] bytes) {
		byte[] result = bytes.clone();
		for (int i = number(4); i > 0 && result.length > 0; i--) {
			result[number(result.length)] = (byte) number(256);
		}
		return chance(20) ? java.util.Arrays.copyOf(result, number(result.length + 10)) : result;
	}

}
