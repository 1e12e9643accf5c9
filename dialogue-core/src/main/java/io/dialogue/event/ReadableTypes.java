package io.dialogue.event;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.ContainerDeserializerBase;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.type.TypeFactory;

/**
 * Finds types that Jackson accepts and can never instantiate: abstract ones without type
 * information, and classes without a constructor that it can use.
 */
final class ReadableTypes {

	private static final @Nullable JsonParser NO_PARSER = null;

	private final Set<ValueDeserializer<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	void check(@Nullable ValueDeserializer<?> deserializer) {
		if (deserializer == null || !this.seen.add(deserializer)) {
			return;
		}
		if (deserializer instanceof AbstractDeserializer) {
			throw unreadable(deserializer, "is abstract, and nothing says what to instantiate");
		}
		if (deserializer instanceof ContainerDeserializerBase<?> container) {
			check(container.getContentDeserializer());
		}
		if (deserializer instanceof BeanDeserializerBase bean) {
			checkBean(bean);
		}
	}

	private void checkBean(BeanDeserializerBase bean) {
		if (!bean.getValueInstantiator().canInstantiate()) {
			throw unreadable(bean, "has no constructor that takes its fields, or nothing");
		}
		Iterator<SettableBeanProperty> properties = bean.properties();
		while (properties.hasNext()) {
			SettableBeanProperty property = properties.next();
			if (!property.hasValueTypeDeserializer()) {
				check(property.getValueDeserializer());
			}
		}
	}

	private static InvalidDefinitionException unreadable(ValueDeserializer<?> deserializer, String why) {
		Class<?> type = deserializer.handledType();
		return InvalidDefinitionException.from(NO_PARSER, type.getName() + " " + why,
				TypeFactory.unsafeSimpleType(type));
	}

}
