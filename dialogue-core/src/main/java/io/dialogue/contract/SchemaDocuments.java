package io.dialogue.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes JSON Schemas of the application apart into definitions. A schema that refers to
 * more than itself and its own definitions accepts everything here.
 */
final class SchemaDocuments {

	private static final Pattern REFERENCE = Pattern.compile("#(?:/(?:\\$defs|definitions)/[^/]+)?");

	private static final List<String> DEFINITIONS = List.of("$defs", "definitions");

	/** They would change what references mean. */
	private static final List<String> ADDRESSES = List.of("$id", "$anchor", "$dynamicRef", "$recursiveRef");

	private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();

	private final Map<String, String> names = new TreeMap<>();

	/** What has been taken apart, by its pointer. */
	Map<String, ObjectNode> definitions() {
		return this.definitions;
	}

	/** What the definitions are to be called, by their pointers. */
	Map<String, String> names() {
		return this.names;
	}

	ObjectNode add(String event, JsonNode document) {
		if (!(document.deepCopy() instanceof ObjectNode schema)) {
			return document.asBoolean(true) ? SchemaKeywords.any()
					: SchemaKeywords.any().set("not", SchemaKeywords.any());
		}
		schema.remove(List.of("$schema", "$id"));
		if (!isSelfContained(schema)) {
			return SchemaKeywords.any();
		}
		String base = "schema:" + event;
		for (String container : DEFINITIONS) {
			JsonNode contained = schema.remove(container);
			if (contained != null) {
				contained.properties()
					.forEach((entry) -> define(base, "#/" + container + "/" + entry.getKey(),
							event + "-" + entry.getKey(), entry.getValue()));
			}
		}
		return define(base, "#", event, schema);
	}

	private ObjectNode define(String base, String pointer, String name, JsonNode schema) {
		ObjectNode definition = (schema instanceof ObjectNode object) ? object : SchemaKeywords.any();
		qualify(definition, base);
		this.definitions.put(base + pointer, definition);
		this.names.put(base + pointer, name);
		return SchemaKeywords.reference(base + pointer);
	}

	private static void qualify(JsonNode node, String base) {
		if (node instanceof ObjectNode object && object.path("$ref").isString()) {
			object.put("$ref", base + object.path("$ref").stringValue());
		}
		node.forEach((child) -> qualify(child, base));
	}

	private static boolean isSelfContained(JsonNode node) {
		JsonNode reference = node.path("$ref");
		if (reference.isString() && !REFERENCE.matcher(reference.stringValue()).matches()) {
			return false;
		}
		if (ADDRESSES.stream().anyMatch((keyword) -> node.path(keyword).isString())) {
			return false;
		}
		return node.valueStream().allMatch(SchemaDocuments::isSelfContained);
	}

}
