package io.dialogue.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns an object into a message with Jackson, once for all who receive it.
 */
public final class MessageEncoder {

	private final JsonMapper mapper;

	/**
	 * Creates an encoder.
	 * @param mapper serialises the objects; numbers that JSON does not know become texts,
	 * whatever it says
	 */
	public MessageEncoder(JsonMapper mapper) {
		this.mapper = mapper.rebuild().enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
	}

	/**
	 * Encodes a message.
	 * @param name the message's name
	 * @param data its argument, {@code null} for null
	 * @return the message
	 */
	public OutboundMessage encode(String name, @Nullable Object data) {
		return OutboundMessage.of(name, this.mapper.writeValueAsBytes(data));
	}

}
