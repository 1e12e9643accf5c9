package io.dialogue.contract;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds JSON Schemas of keywords that draft-07 and draft 2020-12 understand alike, since
 * AsyncAPI builds on the former.
 */
final class SchemaKeywords {

	private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private SchemaKeywords() {
	}

	/** Accepts everything. */
	static ObjectNode any() {
		return nodes.objectNode();
	}

	static ObjectNode notNull() {
		return nodes.objectNode().set("not", type("null"));
	}

	static ObjectNode type(String type) {
		return nodes.objectNode().put("type", type);
	}

	static ObjectNode string(String format) {
		return type("string").put("format", format);
	}

	static ObjectNode reference(String pointer) {
		return nodes.objectNode().put("$ref", pointer);
	}

	static ObjectNode constant(String value) {
		return nodes.objectNode().put("const", value);
	}

	/** An object without properties yet. */
	static ObjectNode object() {
		ObjectNode schema = type("object");
		schema.putObject("properties");
		return schema;
	}

	static ObjectNode property(ObjectNode object, String name, JsonNode schema, boolean required) {
		object.withObjectProperty("properties").set(name, schema);
		if (required) {
			object.withArrayProperty("required").add(name);
		}
		return object;
	}

	static ObjectNode combined(String keyword, Iterable<? extends JsonNode> schemas) {
		ObjectNode combined = nodes.objectNode();
		ArrayNode parts = combined.putArray(keyword);
		schemas.forEach(parts::add);
		return (parts.size() == 1 && parts.get(0) instanceof ObjectNode only) ? only : combined;
	}

	/** Accepts null besides. */
	static ObjectNode nullable(ObjectNode schema) {
		JsonNode type = schema.path("type");
		if (schema.isEmpty()) {
			return schema;
		}
		if (!type.isString() || schema.has("const")) {
			return combined("anyOf", List.of(schema, type("null")));
		}
		schema.set("type", nodes.arrayNode().add(type).add("null"));
		if (schema.get("enum") instanceof ArrayNode values) {
			values.addNull();
		}
		return schema;
	}

	/** Accepts what both accept. */
	static ObjectNode both(ObjectNode schema, ObjectNode keywords) {
		if (keywords.isEmpty()) {
			return schema;
		}
		if (schema.has("$ref") || keywords.propertyNames().stream().anyMatch((name) -> clash(schema, name))) {
			return combined("allOf", List.of(schema, keywords));
		}
		keywords.properties().forEach((keyword) -> schema.set(keyword.getKey(), tighter(schema, keyword)));
		return schema;
	}

	private static boolean clash(ObjectNode schema, String name) {
		return schema.has(name) && !name.startsWith("min") && !name.startsWith("max");
	}

	private static JsonNode tighter(ObjectNode schema, Map.Entry<String, JsonNode> keyword) {
		JsonNode other = schema.get(keyword.getKey());
		if (other == null) {
			return keyword.getValue();
		}
		int order = keyword.getValue().decimalValue().compareTo(other.decimalValue());
		return (keyword.getKey().startsWith("min") == (order > 0)) ? keyword.getValue() : other;
	}

}
