package io.dialogue.client;

import java.io.ByteArrayOutputStream;
import java.util.List;

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

	/**
	 * Encodes as much of a list as fits.
	 * @param elements the list
	 * @param maxBytes how large it may be
	 * @return the first elements
	 */
	public EncodedArray encodeArray(List<?> elements, int maxBytes) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		int size = 0;
		json.write('[');
		for (Object element : elements) {
			byte[] encoded = this.mapper.writeValueAsBytes(element);
			if (json.size() + encoded.length + 2 > maxBytes) {
				break;
			}
			if (size > 0) {
				json.write(',');
			}
			json.writeBytes(encoded);
			size++;
		}
		json.write(']');
		return new EncodedArray(json.toByteArray(), size);
	}

}
