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

	/** How much of a history goes into one message or answer, in bytes. */
	private static final int MAX_BYTES = 512 * 1024;

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
	 * The first events that fit into one message, at least one.
	 * @param events the events
	 * @return the events that fit
	 */
	public static List<EncodedEvent> cut(List<EncodedEvent> events) {
		int bytes = 0;
		for (int i = 0; i < events.size(); i++) {
			bytes += events.get(i).length() + 1;
			if (bytes > MAX_BYTES && i > 0) {
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
