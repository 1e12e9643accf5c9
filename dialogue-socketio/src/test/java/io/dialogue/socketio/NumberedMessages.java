package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.OutboundMessage;
import io.dialogue.event.Droppable;
import io.dialogue.event.EncodedEvent;

/**
 * Messages of a good kilobyte that tell which is which.
 */
final class NumberedMessages {

	static final String PADDING = "x".repeat(1_000);

	private static final JsonMapper mapper = new JsonMapper();

	private NumberedMessages() {
	}

	static OutboundMessage message(int number, Droppable droppable) {
		String json = "{\"n\":" + number + ",\"x\":\"" + PADDING + "\"}";
		return OutboundMessage.of("n",
				new EncodedEvent("n", json.getBytes(StandardCharsets.UTF_8)).withDroppable(droppable));
	}

	/**
	 * The numbers of the messages among packets.
	 */
	static List<Integer> numbers(List<String> packets) {
		return packets.stream()
			.filter((packet) -> packet.startsWith("42"))
			.map((packet) -> mapper.readTree(packet.substring(2)).get(1).get("n").asInt())
			.toList();
	}

}
