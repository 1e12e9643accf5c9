package io.dialogue.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.deser.std.ReferenceTypeDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes types by the JSON that a mapper reads for them and that a validator accepts.
 * What it cannot describe, such as what a deserializer of the application reads, accepts
 * everything.
 */
final class TypeSchemas {

	private static final String JACKSON = "tools.jackson.databind.";

	private final JsonMapper mapper;

	private final DeserializationContext context;

	private final Probe probe;

	private final BeanSchemas beans;

	private final SubtypeSchemas subtypes;

	private final Map<SchemaKey, ObjectNode> definitions = new LinkedHashMap<>();

	TypeSchemas(JsonMapper mapper, @Nullable Validator validator) {
		this.mapper = mapper;
		this.context = mapper._deserializationContext();
		this.probe = new Probe(mapper);
		this.beans = new BeanSchemas(this, this.context, validator);
		this.subtypes = new SubtypeSchemas(this, this.context);
	}

	/** The schemas to which others refer. */
	Map<SchemaKey, ObjectNode> definitions() {
		return this.definitions;
	}

	/** The payload of an event. */
	ObjectNode payload(Class<?> type) {
		return describe(place(this.mapper.constructType(type), Checks.CASCADED, true), false);
	}

	/** A value of a type, wherever it stands. */
	Place place(JavaType type, Checks checks, boolean nullContent) {
		return new Place(type, this.context.findContextualValueDeserializer(type, null),
				this.context.findTypeDeserializer(type), checks, nullContent);
	}

	ObjectNode describe(Place place, boolean nullable) {
		ConstraintKeywords keywords = ConstraintKeywords.of(kind(place.type()), place.checks().constraints());
		ObjectNode schema = SchemaKeywords.both(shape(place), keywords.schema());
		if (nullable && !keywords.refusesNull()) {
			return SchemaKeywords.nullable(schema);
		}
		return schema.isEmpty() ? SchemaKeywords.notNull() : schema;
	}

	private static ConstraintKeywords.Kind kind(JavaType type) {
		if (type.isMapLikeType()) {
			return ConstraintKeywords.Kind.MAP;
		}
		if (type.isContainerType()) {
			return ConstraintKeywords.Kind.ARRAY;
		}
		if (type.isTypeOrSubTypeOf(CharSequence.class)) {
			return ConstraintKeywords.Kind.TEXT;
		}
		ObjectNode scalar = ScalarSchemas.of(type.getRawClass(), null);
		return (scalar != null && scalar.has("type") && !scalar.path("type").asString().equals("string"))
				? ConstraintKeywords.Kind.NUMBER : ConstraintKeywords.Kind.OTHER;
	}

	private ObjectNode shape(Place place) {
		if (place.types() != null) {
			return define(place, true);
		}
		ValueDeserializer<?> deserializer = place.deserializer();
		if (deserializer instanceof BeanDeserializerBase) {
			return define(place, false);
		}
		if (deserializer instanceof ReferenceTypeDeserializer) {
			return describe(place(place.type().getReferencedType(), place.checks().element(0), true), false);
		}
		return deserializer.getClass().getName().startsWith(JACKSON) ? standard(place) : SchemaKeywords.any();
	}

	private ObjectNode standard(Place place) {
		JavaType type = place.type();
		ObjectNode scalar = ScalarSchemas.of(type.getRawClass(), place.deserializer().logicalType());
		if (scalar != null) {
			return scalar;
		}
		if (type.isEnumType()) {
			return values(type, place.deserializer());
		}
		if (type.isMapLikeType()) {
			return map(place);
		}
		return (type.isCollectionLikeType() || type.isArrayType()) ? array(place) : tree(type);
	}

	private ObjectNode array(Place place) {
		ObjectNode array = SchemaKeywords.type("array");
		array.set("items", content(place, place.checks().element(0)));
		return array;
	}

	private ObjectNode map(Place place) {
		ObjectNode map = SchemaKeywords.type("object");
		map.set("additionalProperties", content(place, place.checks().element(1)));
		ObjectNode names = keys(place.type().getKeyType(), place.checks().element(0));
		if (!names.isEmpty()) {
			map.set("propertyNames", names);
		}
		return map;
	}

	private ObjectNode keys(JavaType type, Checks checks) {
		if (type.isEnumType()) {
			List<String> names = new ArrayList<>(new EnumNames(this.mapper).of(type));
			names.removeIf((name) -> !this.probe.readsKey(type, name));
			return ScalarSchemas.oneOf(names);
		}
		return type.isTypeOrSubTypeOf(CharSequence.class)
				? ConstraintKeywords.of(ConstraintKeywords.Kind.TEXT, checks.constraints()).schema()
				: SchemaKeywords.any();
	}

	private ObjectNode content(Place place, Checks checks) {
		JavaType type = place.type().getContentType();
		ValueDeserializer<?> deserializer = (place.deserializer() instanceof ContainerDeserializerBase<?> container)
				? container.getContentDeserializer() : null;
		Place element = (deserializer != null)
				? new Place(type, deserializer, this.context.findTypeDeserializer(type), checks, place.nullContent())
				: place(type, checks, place.nullContent());
		return describe(element, place.nullContent() && !type.isPrimitive());
	}

	private static ObjectNode tree(JavaType type) {
		return switch (type.getRawClass().getSimpleName()) {
			case "ObjectNode" -> SchemaKeywords.type("object");
			case "ArrayNode" -> SchemaKeywords.type("array");
			default -> SchemaKeywords.any();
		};
	}

	private ObjectNode values(JavaType type, ValueDeserializer<?> deserializer) {
		List<String> names = new ArrayList<>(new EnumNames(this.mapper).of(type));
		names.removeIf((name) -> !this.probe.reads(deserializer, name));
		boolean any = names.isEmpty() || this.probe.reads(deserializer, "\u0000");
		return any ? SchemaKeywords.any() : ScalarSchemas.oneOf(names);
	}

	private ObjectNode define(Place place, boolean identified) {
		boolean checked = place.checks().cascaded() && this.beans.isChecked(place.type());
		SchemaKey key = new SchemaKey(place.type(), checked, identified);
		if (!this.definitions.containsKey(key)) {
			this.definitions.put(key, SchemaKeywords.any());
			this.definitions.put(key, identified ? this.subtypes.describe(place) : this.beans.describe(place, checked));
		}
		return SchemaKeywords.reference(key.pointer());
	}

	/** A value of a type, without the id that tells that it is of this type. */
	ObjectNode withoutId(JavaType type, Checks checks) {
		Place place = place(type, checks, true);
		return describe(new Place(type, place.deserializer(), null, checks, true), false);
	}

}
