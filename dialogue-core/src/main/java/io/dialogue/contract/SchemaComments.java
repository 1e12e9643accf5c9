package io.dialogue.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * What a schema says that types cannot, for people: its description, and its constraints
 * as tags of JSDoc.
 */
final class SchemaComments {

	private static final List<String> KEYWORDS = List.of("format", "minimum", "exclusiveMinimum", "maximum",
			"exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "contentEncoding", "minItems",
			"maxItems", "uniqueItems", "minProperties", "maxProperties");

	/** They go without saying where the format is told. */
	private static final Set<String> BOUNDS = Set.of(String.valueOf(Integer.MIN_VALUE),
			String.valueOf(Integer.MAX_VALUE), String.valueOf(Long.MIN_VALUE), String.valueOf(Long.MAX_VALUE));

	private SchemaComments() {
	}

	static List<String> of(JsonNode schema) {
		List<String> lines = new ArrayList<>();
		String description = schema.path("description").asString("");
		if (!description.isBlank()) {
			lines.add(description);
		}
		addConstraints(lines, schema);
		return lines;
	}

	private static void addConstraints(List<String> lines, JsonNode schema) {
		for (String keyword : KEYWORDS) {
			String value = schema.path(keyword).asString("");
			if (!value.isEmpty() && !BOUNDS.contains(value)) {
				lines.add("@" + keyword + " " + value.replace("\n", "\\n"));
			}
		}
		schema.path("x-constraints").forEach((constraint) -> lines.add("@constraint " + constraint.asString("")));
		schema.path("allOf").forEach((part) -> addConstraints(lines, part));
	}

}
