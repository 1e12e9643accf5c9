package io.dialogue.contract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;

/**
 * The names of an enum's constants in JSON, those that are read only included.
 */
final class EnumNames {

	private final JsonMapper mapper;

	EnumNames(JsonMapper mapper) {
		this.mapper = mapper;
	}

	Set<String> of(JavaType type) {
		Enum<?>[] constants = (Enum<?>[]) type.getRawClass().getEnumConstants();
		Set<String> names = new LinkedHashSet<>();
		for (Enum<?> constant : constants) {
			JsonNode written = this.mapper.valueToTree(constant);
			if (written.isString()) {
				names.add(written.stringValue());
			}
		}
		DeserializationConfig config = this.mapper.deserializationConfig();
		AnnotatedClass annotated = config.classIntrospectorInstance().introspectClassAnnotations(type);
		String[][] aliases = new String[constants.length][];
		config.getAnnotationIntrospector().findEnumAliases(config, annotated, constants, aliases);
		for (String[] alias : aliases) {
			names.addAll((alias != null) ? List.of(alias) : List.of());
		}
		return names;
	}

}
