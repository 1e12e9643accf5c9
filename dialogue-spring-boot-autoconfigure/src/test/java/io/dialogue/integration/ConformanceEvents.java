package io.dialogue.integration;

import jakarta.validation.constraints.Size;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * The payloads of the recorded scenarios: the schemas that the recording has in words.
 */
final class ConformanceEvents {

	private ConformanceEvents() {
	}

	static Class<?> typeOf(String schema) {
		return switch (schema) {
			case "{\"text\":\"string, length 1..20, required\"}" -> Message.class;
			case "{\"isTyping\":\"boolean, required\"}" -> Typing.class;
			case "{\"n\":\"number, coerced from string\"}" -> Note.class;
			default -> throw new IllegalArgumentException("No type for " + schema);
		};
	}

	record Message(@Size(min = 1, max = 20) String text) {
	}

	record Typing(boolean isTyping) {
	}

	record Note(@JsonDeserialize(using = Coerced.class) int n) {
	}

	/**
	 * How a payload asks for coercion.
	 */
	static class Coerced extends StdDeserializer<Integer> {

		Coerced() {
			super(Integer.class);
		}

		@Override
		public Integer deserialize(JsonParser parser, DeserializationContext context) {
			return parser.currentToken().isNumeric() ? parser.getIntValue() : Integer.valueOf(parser.getString());
		}

	}

}
