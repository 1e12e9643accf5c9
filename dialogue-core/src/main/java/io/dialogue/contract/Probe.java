package io.dialogue.contract;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out which texts a deserializer reads by asking it.
 */
final class Probe {

	private final JsonMapper mapper;

	Probe(JsonMapper mapper) {
		this.mapper = mapper;
	}

	boolean reads(ValueDeserializer<?> deserializer, String text) {
		DeserializationContext context = this.mapper._deserializationContext();
		try (JsonParser parser = this.mapper.treeAsTokens(this.mapper.getNodeFactory().stringNode(text))) {
			parser.nextToken();
			return deserializer.deserialize(parser, context) != null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	boolean readsKey(JavaType type, String key) {
		DeserializationContext context = this.mapper._deserializationContext();
		try {
			return context.findKeyDeserializer(type, null).deserializeKey(key, context) != null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
