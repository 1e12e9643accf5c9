package io.dialogue.contract;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON of types that have no fields, as the codec reads it strictly.
 */
final class ScalarSchemas {

	private static final Map<Class<?>, String> FORMATS = Map.of(Instant.class, "date-time", OffsetDateTime.class,
			"date-time", ZonedDateTime.class, "date-time", LocalDate.class, "date", OffsetTime.class, "time",
			Duration.class, "duration", Period.class, "duration", UUID.class, "uuid", URI.class, "uri-reference",
			URL.class, "uri");

	private ScalarSchemas() {
	}

	/**
	 * The schema of a type that one of Jackson's own deserializers reads.
	 * @return the schema, or {@code null} if nothing is known
	 */
	static @Nullable ObjectNode of(Class<?> type, @Nullable LogicalType logicalType) {
		if (type == char.class || type == Character.class) {
			return SchemaKeywords.type("string").put("minLength", 1).put("maxLength", 1);
		}
		if (CharSequence.class.isAssignableFrom(type)) {
			return SchemaKeywords.type("string");
		}
		if (type == byte[].class) {
			return SchemaKeywords.type("string").put("contentEncoding", "base64");
		}
		if (type == boolean.class || type == Boolean.class || type == AtomicBoolean.class) {
			return SchemaKeywords.type("boolean");
		}
		ObjectNode number = number(type);
		return (number != null) ? number : text(type, logicalType);
	}

	private static @Nullable ObjectNode number(Class<?> type) {
		if (type == int.class || type == Integer.class || type == AtomicInteger.class || type == OptionalInt.class) {
			return integer("int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
		}
		if (type == long.class || type == Long.class || type == AtomicLong.class || type == OptionalLong.class) {
			return integer("int64", Long.MIN_VALUE, Long.MAX_VALUE);
		}
		if (type == short.class || type == Short.class) {
			return integer("int16", Short.MIN_VALUE, Short.MAX_VALUE);
		}
		if (type == BigInteger.class) {
			return SchemaKeywords.type("integer");
		}
		boolean decimal = type == double.class || type == Double.class || type == float.class || type == Float.class
				|| type == OptionalDouble.class || type == BigDecimal.class || type == Number.class;
		return decimal ? SchemaKeywords.type("number") : null;
	}

	private static ObjectNode integer(String format, long minimum, long maximum) {
		return SchemaKeywords.type("integer").put("format", format).put("minimum", minimum).put("maximum", maximum);
	}

	private static @Nullable ObjectNode text(Class<?> type, @Nullable LogicalType logicalType) {
		String format = FORMATS.get(type);
		if (format != null) {
			return SchemaKeywords.string(format);
		}
		boolean text = logicalType == LogicalType.DateTime || logicalType == LogicalType.OtherScalar
				|| logicalType == LogicalType.Textual;
		return text ? SchemaKeywords.type("string") : null;
	}

	/** One of some texts. */
	static ObjectNode oneOf(Iterable<String> values) {
		ObjectNode schema = SchemaKeywords.type("string");
		ArrayNode texts = schema.putArray("enum");
		values.forEach(texts::add);
		return schema;
	}

}
