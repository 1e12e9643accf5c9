package io.dialogue.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * JSON Schemas as types of TypeScript. What types cannot say is left to comments, what is
 * not known is {@code unknown}.
 */
final class TypeScriptTypes {

	private static final String UNKNOWN = "unknown";

	private static final String INDENT = "  ";

	private static final Set<String> COMPOSED = Set.of("$ref", "allOf", "anyOf", "oneOf", "enum", "const",
			"additionalProperties", "patternProperties");

	/** Whether a schema says no more than which fields an object has. */
	boolean isInterface(JsonNode schema) {
		return schema.path("type").asString("").equals("object") && schema.path("properties").isObject()
				&& COMPOSED.stream().noneMatch(schema::has);
	}

	/** What a schema accepts. */
	String type(JsonNode schema, String indent) {
		if (schema.isBoolean()) {
			return schema.booleanValue() ? UNKNOWN : "never";
		}
		if (schema.path("not").isObject() && schema.path("not").isEmpty()) {
			return "never";
		}
		List<String> parts = new ArrayList<>();
		if (schema.path("$ref").isString()) {
			parts.add(reference(schema.path("$ref").stringValue()));
		}
		parts.add(own(schema, indent));
		schema.path("allOf").forEach((part) -> parts.add(type(part, indent)));
		parts.add(union(schema.path("anyOf"), indent));
		parts.add(union(schema.path("oneOf"), indent));
		parts.removeIf(UNKNOWN::equals);
		return switch (parts.size()) {
			case 0 -> UNKNOWN;
			case 1 -> parts.get(0);
			default -> parts.stream().map(TypeScriptTypes::grouped).collect(Collectors.joining(" & "));
		};
	}

	private static String reference(String pointer) {
		return pointer.startsWith(Contract.DEFINITIONS) ? pointer.substring(Contract.DEFINITIONS.length()) : UNKNOWN;
	}

	private String union(JsonNode schemas, String indent) {
		Set<String> types = new LinkedHashSet<>();
		schemas.forEach((schema) -> types.add(type(schema, indent)));
		return union(types);
	}

	static String union(Set<String> types) {
		if (types.isEmpty() || types.contains(UNKNOWN)) {
			return UNKNOWN;
		}
		return (types.size() == 1) ? types.iterator().next()
				: types.stream()
					.map((type) -> type.contains(" & ") ? "(" + type + ")" : type)
					.collect(Collectors.joining(" | "));
	}

	private static String grouped(String type) {
		return type.contains(" | ") ? "(" + type + ")" : type;
	}

	/** What the keywords say that a schema has itself. */
	private String own(JsonNode schema, String indent) {
		if (schema.has("const")) {
			return literal(schema.path("const"));
		}
		Set<String> types = new LinkedHashSet<>();
		if (schema.path("enum").isArray()) {
			schema.path("enum").forEach((value) -> types.add(literal(value)));
			return types.isEmpty() ? "never" : union(types);
		}
		JsonNode type = schema.path("type");
		if (type.isArray()) {
			type.forEach((name) -> types.add(typed(name.asString(""), schema, indent)));
			return union(types);
		}
		return typed(type.asString(schema.path("properties").isObject() ? "object" : ""), schema, indent);
	}

	private String typed(String type, JsonNode schema, String indent) {
		return switch (type) {
			case "string" -> "string";
			case "integer", "number" -> "number";
			case "boolean" -> "boolean";
			case "null" -> "null";
			case "array" -> array(schema, indent);
			case "object" -> object(schema, indent);
			default -> UNKNOWN;
		};
	}

	private String array(JsonNode schema, String indent) {
		JsonNode items = schema.path("items");
		String type = (schema.has("prefixItems") || !(items.isObject() || items.isBoolean())) ? UNKNOWN
				: type(items, indent);
		return (type.contains(" | ") || type.contains(" & ")) ? "(" + type + ")[]" : type + "[]";
	}

	private String object(JsonNode schema, String indent) {
		JsonNode others = schema.path("additionalProperties");
		if (!schema.path("properties").isObject() || schema.path("properties").isEmpty()) {
			boolean told = (others.isObject() || others.isBoolean()) && !schema.has("patternProperties");
			return "{ [key: string]: " + (told ? type(others, indent) : UNKNOWN) + " }";
		}
		boolean open = others.isObject() || schema.has("patternProperties");
		String index = open ? indent + INDENT + "[key: string]: unknown;\n" : "";
		return "{\n" + members(schema, indent + INDENT) + index + indent + "}";
	}

	/** The fields of an object, a line each. */
	String members(JsonNode schema, String indent) {
		Set<String> required = schema.path("required")
			.valueStream()
			.map((name) -> name.asString(""))
			.collect(Collectors.toSet());
		StringBuilder members = new StringBuilder();
		for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
			members.append(TypeScriptText.comment(SchemaComments.of(property.getValue()), indent))
				.append(indent)
				.append(TypeScriptText.property(property.getKey()))
				.append(required.contains(property.getKey()) ? ": " : "?: ")
				.append(type(property.getValue(), indent))
				.append(";\n");
		}
		return members.toString();
	}

	private static String literal(JsonNode value) {
		return value.isContainer() ? UNKNOWN : value.toString();
	}

}
