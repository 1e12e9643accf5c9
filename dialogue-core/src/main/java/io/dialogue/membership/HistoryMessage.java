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
