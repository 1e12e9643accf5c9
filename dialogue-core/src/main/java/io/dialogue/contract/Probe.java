package io.dialogue.contract;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds out what a deserializer reads by asking it.
 */
final class Probe {

	private final JsonMapper mapper;

	Probe(JsonMapper mapper) {
		this.mapper = mapper;
	}

	boolean reads(ValueDeserializer<?> deserializer, JsonNode json) {
		DeserializationContext context = this.mapper._deserializationContext();
		try (JsonParser parser = this.mapper.treeAsTokens(json)) {
			parser.nextToken();
			return deserializer.deserialize(parser, context) != null;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
