package io.dialogue.membership;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EncodedEvent;

/**
 * The message {@code dialogue:history}, made of events that are encoded already.
 */
public final class HistoryMessage {

	private HistoryMessage() {
	}

	static OutboundMessage of(String roomId, List<EncodedEvent> events) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		json.writeBytes(("{\"roomId\":\"" + roomId + "\",\"events\":").getBytes(StandardCharsets.US_ASCII));
		writeArray(events, json);
		json.write('}');
		return OutboundMessage.of("dialogue:history", json.toByteArray());
	}

	/**
	 * The first events that fit into a number of bytes, at least one.
	 * @param events the events
	 * @param maxBytes the number of bytes
	 * @return the events that fit
	 */
	public static List<EncodedEvent> cut(List<EncodedEvent> events, int maxBytes) {
		int bytes = 0;
		for (int i = 0; i < events.size(); i++) {
			bytes += events.get(i).length() + 1;
			if (bytes > maxBytes && i > 0) {
				return events.subList(0, i);
			}
		}
		return events;
	}

	/**
	 * Writes events as a JSON array.
	 * @param events the events
	 * @param json where to
	 */
	public static void writeArray(List<EncodedEvent> events, ByteArrayOutputStream json) {
		json.write('[');
		for (int i = 0; i < events.size(); i++) {
			if (i > 0) {
				json.write(',');
			}
			json.writeBytes(events.get(i).toBytes());
		}
		json.write(']');
	}

}
