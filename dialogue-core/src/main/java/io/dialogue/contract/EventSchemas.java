package io.dialogue.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.event.EventCodec;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.PayloadSchema;

/**
 * The JSON Schemas of events' payloads, and the definitions to which they refer. Names of
 * definitions are the types' own names, numbered where two types share one.
 */
final class EventSchemas {

	private final Map<String, ObjectNode> payloads = new TreeMap<>();

	private final Map<String, ObjectNode> definitions = new TreeMap<>();

	/** Makes the schemas; what they refer to is written as a pointer and a name. */
	EventSchemas(Collection<EventDefinition> events, EventCodec codec, @Nullable Validator validator) {
		List<EventDefinition> sorted = events.stream().sorted(Comparator.comparing(EventDefinition::name)).toList();
		TypeSchemas types = new TypeSchemas(codec.mapper(), validator);
		SchemaDocuments documents = new SchemaDocuments();
		Map<String, ObjectNode> unnamed = new LinkedHashMap<>();
		sorted.forEach((event) -> unnamed.put(event.name(), payload(event, types, documents)));
		Map<String, String> wanted = new TreeMap<>();
		types.definitions().keySet().forEach((key) -> wanted.put(key.pointer(), key.name()));
		wanted.putAll(documents.names());
		References references = new References(new UniqueNames(TypeScriptModule.RESERVED).assign(wanted));
		types.definitions()
			.forEach((key, schema) -> this.definitions.put(references.name(key.pointer()), references.resolve(schema)));
		documents.definitions()
			.forEach((pointer, schema) -> this.definitions.put(references.name(pointer), references.resolve(schema)));
		unnamed.forEach((name, schema) -> this.payloads.put(name, references.resolve(schema)));
	}

	private static ObjectNode payload(EventDefinition event, TypeSchemas types, SchemaDocuments documents) {
		ObjectNode schema = (event.payloadType() != null) ? types.payload(event.payloadType()) : SchemaKeywords.any();
		PayloadSchema constraints = event.schema();
		JsonNode document = (constraints != null) ? constraints.document() : null;
		if (document == null) {
			return schema;
		}
		ObjectNode other = documents.add(event.name(), document);
		return (event.payloadType() != null) ? SchemaKeywords.combined("allOf", List.of(schema, other)) : other;
	}

	/** What each event carries. */
	Map<String, ObjectNode> payloads() {
		return this.payloads;
	}

	/** By name. */
	Map<String, ObjectNode> definitions() {
		return this.definitions;
	}

	/**
	 * Puts names in the place of what stood in references before all were known.
	 */
	private static final class References {

		private final Map<String, String> names;

		private References(Map<String, String> names) {
			this.names = new HashMap<>(names);
		}

		private String name(String pointer) {
			return Objects.requireNonNull(this.names.get(pointer));
		}

		private ObjectNode resolve(ObjectNode schema) {
			replace(schema);
			return schema;
		}

		private void replace(JsonNode node) {
			if (node instanceof ObjectNode object && object.path("$ref").isString()) {
				String name = this.names.get(object.path("$ref").stringValue());
				if (name != null) {
					object.put("$ref", Contract.DEFINITIONS + name);
				}
			}
			node.forEach(this::replace);
		}

	}

}
