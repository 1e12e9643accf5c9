package io.dialogue.contract;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import jakarta.validation.metadata.ConstraintDescriptor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The constraints of a value as keywords of JSON Schema. What no keyword says is told by
 * name, as {@code x-constraints}.
 */
final class ConstraintKeywords {

	/** What constraints of sizes and numbers apply to. */
	enum Kind {

		TEXT, NUMBER, ARRAY, MAP, OTHER

	}

	/** The characters that {@link String#trim()} keeps at the ends. */
	private static final String NOT_BLANK = "[^\\u0000-\\u0020]";

	private static final String CONSTRAINTS = "x-constraints";

	private static final Set<String> PACKAGES = Set.of("jakarta.validation.constraints",
			"org.hibernate.validator.constraints");

	private final ObjectNode schema = SchemaKeywords.any();

	private final Kind kind;

	private boolean refusesNull;

	private ConstraintKeywords(Kind kind) {
		this.kind = kind;
	}

	static ConstraintKeywords of(Kind kind, Collection<ConstraintDescriptor<?>> constraints) {
		ConstraintKeywords keywords = new ConstraintKeywords(kind);
		constraints.stream()
			.sorted((one, other) -> String.valueOf(one.getAnnotation())
				.compareTo(String.valueOf(other.getAnnotation())))
			.forEach(keywords::add);
		return keywords;
	}

	ObjectNode schema() {
		return this.schema;
	}

	boolean refusesNull() {
		return this.refusesNull;
	}

	private void add(ConstraintDescriptor<?> constraint) {
		boolean known = isStandard(constraint) && addStandard(constraint);
		if (!known && isConjunction(constraint)) {
			constraint.getComposingConstraints().forEach(this::add);
		}
		if (!known && !isWhollyComposed(constraint)) {
			this.schema.withArrayProperty(CONSTRAINTS).add(text(constraint));
		}
	}

	private boolean addStandard(ConstraintDescriptor<?> constraint) {
		Map<String, Object> attributes = constraint.getAttributes();
		return switch (annotationType(constraint).getSimpleName()) {
			case "NotNull" -> refuseNull();
			case "NotEmpty" -> refuseNull() && size(1, Integer.MAX_VALUE);
			case "NotBlank" -> refuseNull() && put("pattern", NOT_BLANK);
			case "Null" -> put("type", "null");
			case "AssertTrue" -> anyOf(true);
			case "AssertFalse" -> anyOf(false);
			case "Size" -> size(number(attributes, "min"), number(attributes, "max"));
			case "Length" -> size(number(attributes, "min"), number(attributes, "max"));
			case "UniqueElements" -> put(SchemaKeywords.any().put("uniqueItems", true));
			case "Email" -> put("format", "email");
			case "URL" -> put("format", "uri");
			case "Pattern" -> pattern(attributes);
			default -> this.kind == Kind.NUMBER && number(annotationType(constraint).getSimpleName(), attributes);
		};
	}

	private boolean number(String name, Map<String, Object> attributes) {
		Object value = attributes.get("value");
		boolean inclusive = !Boolean.FALSE.equals(attributes.get("inclusive"));
		return switch (name) {
			case "Min", "DecimalMin" -> bound(inclusive ? "minimum" : "exclusiveMinimum", value);
			case "Max", "DecimalMax" -> bound(inclusive ? "maximum" : "exclusiveMaximum", value);
			case "Positive" -> bound("exclusiveMinimum", 0);
			case "PositiveOrZero" -> bound("minimum", 0);
			case "Negative" -> bound("exclusiveMaximum", 0);
			case "NegativeOrZero" -> bound("maximum", 0);
			case "Digits" -> digits(number(attributes, "integer"), number(attributes, "fraction"));
			default -> false;
		};
	}

	private boolean refuseNull() {
		this.refusesNull = true;
		return true;
	}

	private boolean size(int minimum, int maximum) {
		String suffix = switch (this.kind) {
			case TEXT -> "Length";
			case ARRAY -> "Items";
			case MAP -> "Properties";
			default -> null;
		};
		if (suffix == null) {
			return false;
		}
		if (minimum > 0) {
			bound("min" + suffix, minimum);
		}
		if (maximum < Integer.MAX_VALUE) {
			bound("max" + suffix, maximum);
		}
		return true;
	}

	private boolean digits(int integer, int fraction) {
		BigDecimal limit = BigDecimal.ONE.movePointRight(integer);
		bound("exclusiveMaximum", limit);
		bound("exclusiveMinimum", limit.negate());
		return put(SchemaKeywords.any().put("multipleOf", BigDecimal.ONE.movePointLeft(fraction)));
	}

	private boolean pattern(Map<String, Object> attributes) {
		boolean plain = !(attributes.get("flags") instanceof Object[] flags) || flags.length == 0;
		String pattern = plain ? EcmaPattern.matching(String.valueOf(attributes.get("regexp"))) : null;
		return pattern != null && put("pattern", pattern);
	}

	private boolean anyOf(boolean value) {
		ObjectNode only = SchemaKeywords.any();
		only.putArray("enum").add(value);
		return put(only);
	}

	private boolean bound(String keyword, @Nullable Object value) {
		return put(SchemaKeywords.any().put(keyword, new BigDecimal(String.valueOf(value))));
	}

	private boolean put(String keyword, String value) {
		return put(SchemaKeywords.any().put(keyword, value));
	}

	/** Several constraints of one kind apply together. */
	private boolean put(ObjectNode keywords) {
		ObjectNode merged = SchemaKeywords.both(this.schema, keywords);
		if (merged != this.schema) {
			this.schema.withArrayProperty("allOf").add(keywords);
		}
		return true;
	}

	private static int number(Map<String, Object> attributes, String name) {
		return (Integer) Objects.requireNonNull(attributes.get(name));
	}

	private static String text(ConstraintDescriptor<?> constraint) {
		Object regexp = constraint.getAttributes().get("regexp");
		String name = "@" + annotationType(constraint).getSimpleName();
		return (regexp != null) ? name + "(" + regexp + ")" : name;
	}

	private static boolean isStandard(ConstraintDescriptor<?> constraint) {
		return PACKAGES.contains(annotationType(constraint).getPackageName());
	}

	/** A composed constraint that checks nothing of its own. */
	private static boolean isWhollyComposed(ConstraintDescriptor<?> constraint) {
		return isConjunction(constraint) && !constraint.getComposingConstraints().isEmpty()
				&& constraint.getConstraintValidatorClasses().isEmpty();
	}

	/** Hibernate Validator can compose constraints by "or", too. */
	private static boolean isConjunction(ConstraintDescriptor<?> constraint) {
		for (var annotation : annotationType(constraint).getAnnotations()) {
			if (annotation.annotationType().getSimpleName().equals("ConstraintComposition")) {
				return false;
			}
		}
		return true;
	}

	private static Class<?> annotationType(ConstraintDescriptor<?> constraint) {
		return constraint.getAnnotation().annotationType();
	}

}
