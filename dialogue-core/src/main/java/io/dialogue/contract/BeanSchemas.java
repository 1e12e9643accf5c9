package io.dialogue.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.Nulls;
import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.deser.NullValueProvider;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.bean.BuilderBasedDeserializer;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.node.ObjectNode;

/**
 * Describes records and other classes with fields.
 */
final class BeanSchemas {

	private final TypeSchemas types;

	private final DeserializationContext context;

	private final @Nullable Validator validator;

	BeanSchemas(TypeSchemas types, DeserializationContext context, @Nullable Validator validator) {
		this.types = types;
		this.context = context;
		this.validator = validator;
	}

	/** Whether a type has constraints, of its own or of what it holds. */
	boolean isChecked(JavaType type) {
		return this.validator != null && this.validator.getConstraintsForClass(type.getRawClass()).isBeanConstrained();
	}

	ObjectNode describe(Place place, boolean checked) {
		BeanDeserializerBase bean = (BeanDeserializerBase) place.deserializer();
		if (!isPlain(bean)) {
			return SchemaKeywords.any();
		}
		List<ObjectNode> forms = creators(place, bean.getValueInstantiator());
		if (bean.getValueInstantiator().canCreateFromObjectWith()
				|| bean.getValueInstantiator().canCreateUsingDefault()) {
			forms.add(0, object(place, bean, checked));
		}
		return SchemaKeywords.combined("anyOf", forms);
	}

	private boolean isPlain(BeanDeserializerBase bean) {
		return (bean.getClass() == BeanDeserializer.class || bean.getClass() == BuilderBasedDeserializer.class)
				&& bean.getObjectIdReader(this.context) == null;
	}

	/** What a value is made of other than its fields. */
	private List<ObjectNode> creators(Place place, ValueInstantiator creators) {
		List<ObjectNode> forms = new ArrayList<>();
		if (creators.canCreateUsingDelegate()) {
			forms.add(delegate(creators.getDelegateType(this.context.getConfig())));
		}
		if (creators.canCreateUsingArrayDelegate()) {
			forms.add(delegate(creators.getArrayDelegateType(this.context.getConfig())));
		}
		if (creators.canCreateFromString()) {
			forms.add(SchemaKeywords.type("string"));
		}
		if (creators.canCreateFromDouble() || creators.canCreateFromBigDecimal()) {
			forms.add(SchemaKeywords.type("number"));
		}
		else if (creators.canCreateFromInt() || creators.canCreateFromLong() || creators.canCreateFromBigInteger()) {
			forms.add(SchemaKeywords.type("integer"));
		}
		if (creators.canCreateFromBoolean()) {
			forms.add(SchemaKeywords.type("boolean"));
		}
		return forms;
	}

	private ObjectNode delegate(JavaType type) {
		return this.types.describe(this.types.place(type, Checks.NONE, true), false);
	}

	private ObjectNode object(Place place, BeanDeserializerBase bean, boolean checked) {
		ObjectNode object = SchemaKeywords.object();
		BeanDescriptor constraints = (checked && this.validator != null)
				? this.validator.getConstraintsForClass(place.type().getRawClass()) : null;
		Map<String, String> javaNames = javaNames(place.type());
		for (SettableBeanProperty property : properties(bean)) {
			Checks checks = Checks.of(constraints, javaNames.getOrDefault(property.getName(), property.getName()));
			add(object, property, checks);
		}
		if (constraints != null) {
			ConstraintKeywords whole = ConstraintKeywords.of(ConstraintKeywords.Kind.OTHER,
					Checks.constraints(constraints));
			SchemaKeywords.both(object, whole.schema());
		}
		return object;
	}

	private void add(ObjectNode object, SettableBeanProperty property, Checks checks) {
		boolean nullContent = property.getMetadata().getContentNulls() != Nulls.FAIL;
		Place value = new Place(property.getType(), property.getValueDeserializer(),
				property.getValueTypeDeserializer(), checks, nullContent);
		ObjectNode schema = this.types.describe(value, acceptsNull(property));
		describe(schema, property);
		boolean required = isRequired(property) || refusesAbsence(checks, property);
		List<PropertyName> aliases = property.findAliases(this.context.getConfig());
		SchemaKeywords.property(object, property.getName(), schema, required && aliases.isEmpty());
		if (!aliases.isEmpty()) {
			addAliases(object, property.getName(), aliases, schema, required);
		}
	}

	private static void describe(ObjectNode schema, SettableBeanProperty property) {
		String description = property.getMetadata().getDescription();
		if (description != null && !schema.has("$ref")) {
			schema.put("description", description);
		}
	}

	private static void addAliases(ObjectNode object, String name, List<PropertyName> aliases, ObjectNode schema,
			boolean required) {
		List<ObjectNode> present = new ArrayList<>(List.of(present(name)));
		for (PropertyName alias : aliases) {
			SchemaKeywords.property(object, alias.getSimpleName(), schema.deepCopy(), false);
			present.add(present(alias.getSimpleName()));
		}
		if (required) {
			object.withArrayProperty("allOf").add(SchemaKeywords.combined("anyOf", present));
		}
	}

	private static ObjectNode present(String name) {
		ObjectNode schema = SchemaKeywords.any();
		schema.putArray("required").add(name);
		return schema;
	}

	/** A field that may not be null by its constraints may not be absent, either. */
	private static boolean refusesAbsence(Checks checks, SettableBeanProperty property) {
		List<ConstraintDescriptor<?>> constraints = List.copyOf(checks.constraints());
		return !property.getType().isPrimitive()
				&& ConstraintKeywords.of(ConstraintKeywords.Kind.OTHER, constraints).refusesNull();
	}

	private boolean isRequired(SettableBeanProperty property) {
		return property.isCreatorProperty()
				&& (property.isRequired() || !answers(property, NullValueProvider::getAbsentValue));
	}

	private boolean acceptsNull(SettableBeanProperty property) {
		return answers(property, NullValueProvider::getNullValue);
	}

	private boolean answers(SettableBeanProperty property, NullAnswer answer) {
		NullValueProvider nulls = property.getNullValueProvider();
		try {
			if (nulls != null) {
				answer.get(nulls, this.context);
			}
			return true;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	/** As they are declared, or by name where that has no order. */
	private static List<SettableBeanProperty> properties(BeanDeserializerBase bean) {
		List<SettableBeanProperty> properties = new ArrayList<>();
		bean.properties().forEachRemaining(properties::add);
		properties.sort(Comparator.comparingInt(BeanSchemas::position).thenComparing(SettableBeanProperty::getName));
		return properties;
	}

	private static int position(SettableBeanProperty property) {
		return property.isCreatorProperty() ? property.getCreatorIndex() : Integer.MAX_VALUE;
	}

	/** Constraints are declared by the names that fields have in Java. */
	private Map<String, String> javaNames(JavaType type) {
		Map<String, String> names = new HashMap<>();
		for (BeanPropertyDefinition property : this.context.introspectBeanDescription(type).findProperties()) {
			names.put(property.getName(), property.getInternalName());
		}
		return names;
	}

	/**
	 * What a field becomes that is null or absent.
	 */
	@FunctionalInterface
	private interface NullAnswer {

		@Nullable Object get(NullValueProvider provider, DeserializationContext context);

	}

}
