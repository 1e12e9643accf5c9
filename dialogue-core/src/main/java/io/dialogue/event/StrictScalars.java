package io.dialogue.event;

import java.time.Year;
import java.util.EnumSet;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonFormat;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.LogicalType;

/**
 * Lets Jackson's own deserializers read each scalar from one kind of JSON only: numbers
 * from numbers, and dates, URIs and the like from strings, where Jackson would take
 * numbers and blank strings for dates, or {@code "NaN"} for a number. A
 * {@link JsonFormat} with a shape switches it off for its property.
 */
@SuppressWarnings("serial")
final class StrictScalars extends ValueDeserializerModifier {

	private static final Set<JsonToken> NUMBERS = EnumSet.of(JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT);

	private static final Set<JsonToken> BOOLEANS = EnumSet.of(JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE);

	/** Binary data stands in strings, or as it is in trees that the server made. */
	private static final Set<JsonToken> TEXTS = EnumSet.of(JsonToken.VALUE_STRING, JsonToken.VALUE_EMBEDDED_OBJECT);

	/** Characters count as integers to Jackson, and years may be either. */
	private static final Set<Class<?>> EXEMPT = Set.of(char.class, Character.class, Year.class);

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier bean,
			ValueDeserializer<?> deserializer) {
		LogicalType type = deserializer.logicalType();
		if (!isJacksons(deserializer) || type == null || EXEMPT.contains(bean.getBeanClass())) {
			return deserializer;
		}
		return switch (type) {
			case Integer, Float -> new Strict(deserializer, NUMBERS);
			case Boolean -> new Strict(deserializer, BOOLEANS);
			case DateTime, OtherScalar, Binary -> new Strict(deserializer, TEXTS);
			default -> deserializer;
		};
	}

	@Override
	public ValueDeserializer<?> modifyArrayDeserializer(DeserializationConfig config, ArrayType type,
			BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
		boolean bytes = type.getContentType().hasRawClass(byte.class) && isJacksons(deserializer);
		return bytes ? new Strict(deserializer, TEXTS) : deserializer;
	}

	private static boolean isJacksons(ValueDeserializer<?> deserializer) {
		return deserializer.getClass().getName().startsWith("tools.jackson.databind.");
	}

	/**
	 * Refuses what is not of the kind.
	 */
	private static final class Strict extends DelegatingDeserializer {

		private final Set<JsonToken> kinds;

		private Strict(ValueDeserializer<?> delegate, Set<JsonToken> kinds) {
			super(delegate);
			this.kinds = kinds;
		}

		@Override
		protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
			return new Strict(delegate, this.kinds);
		}

		@Override
		public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
			JsonFormat.Value format = (property != null)
					? property.findPropertyFormat(context.getConfig(), handledType()) : JsonFormat.Value.empty();
			ValueDeserializer<?> contextual = super.createContextual(context, property);
			return (format.hasShape() && contextual instanceof Strict strict) ? strict.getDelegatee() : contextual;
		}

		@Override
		public Object deserialize(JsonParser parser, DeserializationContext context) {
			return this.kinds.contains(parser.currentToken()) ? super.deserialize(parser, context)
					: context.handleUnexpectedToken(handledType(), parser);
		}

	}

}
