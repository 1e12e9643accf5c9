package io.dialogue.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.impl.AsDeductionTypeDeserializer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes types whose values tell of which subtype they are, such as sealed interfaces.
 */
final class SubtypeSchemas {

	private final TypeSchemas types;

	private final DeserializationContext context;

	SubtypeSchemas(TypeSchemas types, DeserializationContext context) {
		this.types = types;
		this.context = context;
	}

	ObjectNode describe(Place place) {
		TypeDeserializer ids = Objects.requireNonNull(place.types());
		List<ObjectNode> forms = new ArrayList<>();
		subtypes(place.type(), ids)
			.forEach((id, type) -> forms.add(identified(ids, id, this.types.withoutId(type, cascade(place.checks())))));
		if (forms.isEmpty()) {
			return SchemaKeywords.any();
		}
		if (!ids.hasDefaultImpl()) {
			return SchemaKeywords.combined("anyOf", forms);
		}
		forms.add(this.types.withoutId(this.context.constructType(ids.getDefaultImpl()), cascade(place.checks())));
		return SchemaKeywords.combined("anyOf", forms);
	}

	private static Checks cascade(Checks checks) {
		return checks.cascaded() ? Checks.CASCADED : Checks.NONE;
	}

	private Map<String, JavaType> subtypes(JavaType base, TypeDeserializer ids) {
		DeserializationConfig config = this.context.getConfig();
		AnnotatedClass annotated = config.classIntrospectorInstance().introspectClassAnnotations(base);
		Collection<NamedType> named = config.getSubtypeResolver().collectAndResolveSubtypesByTypeId(config, annotated);
		Map<String, JavaType> byId = new TreeMap<>();
		for (NamedType type : named) {
			JavaType concrete = this.context.constructSpecializedType(base, type.getType());
			if (concrete.isConcrete()) {
				byId.put(type.hasName() ? type.getName() : id(ids, type.getType()), concrete);
			}
		}
		return byId;
	}

	private String id(TypeDeserializer ids, Class<?> type) {
		return ids.getTypeIdResolver().idFromValueAndType(this.context, null, type);
	}

	private static ObjectNode identified(TypeDeserializer ids, String id, ObjectNode schema) {
		if (ids instanceof AsDeductionTypeDeserializer) {
			return schema;
		}
		return switch (ids.getTypeInclusion()) {
			case PROPERTY, EXISTING_PROPERTY -> both(ids.getPropertyName(), SchemaKeywords.constant(id), schema);
			case WRAPPER_OBJECT ->
				SchemaKeywords.property(SchemaKeywords.object().put("maxProperties", 1), id, schema, true);
			case WRAPPER_ARRAY -> SchemaKeywords.type("array").put("minItems", 2).put("maxItems", 2);
			default -> schema;
		};
	}

	private static ObjectNode both(String property, ObjectNode constant, ObjectNode schema) {
		ObjectNode tag = SchemaKeywords.property(SchemaKeywords.object(), property, constant, true);
		return SchemaKeywords.combined("allOf", List.of(tag, schema));
	}

}
