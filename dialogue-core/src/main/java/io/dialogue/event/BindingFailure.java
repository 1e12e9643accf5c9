package io.dialogue.event;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.util.ReflectionUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Says in words that are safe to send why JSON does not fit a type.
 */
final class BindingFailure {

	private BindingFailure() {
	}

	static PayloadSchema.Violation describe(JacksonException failure) {
		return new PayloadSchema.Violation(path(failure), issue(failure));
	}

	private static String issue(JacksonException failure) {
		if (failure instanceof InvalidNullException || isMissing(failure)) {
			return "is required";
		}
		if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return "must be " + expectation(mismatch.getTargetType());
		}
		if (failure instanceof InputCoercionException overflow) {
			return "must be " + expectation(overflow.getTargetType());
		}
		return (failure instanceof JsonNodeException) ? "must be a number in range" : "is not valid";
	}

	/** Jackson tells a missing creator property by its message only. */
	private static boolean isMissing(JacksonException failure) {
		return failure instanceof MismatchedInputException
				&& failure.getOriginalMessage().startsWith("Missing required creator property '");
	}

	private static String expectation(Class<?> target) {
		if (target.isEnum()) {
			return Arrays.stream(target.getEnumConstants())
				.map((constant) -> nameOf((Enum<?>) constant))
				.collect(Collectors.joining(", ", "one of ", ""));
		}
		if (target == boolean.class || target == Boolean.class) {
			return "a boolean";
		}
		if (target == int.class || target == long.class || target == Integer.class || target == Long.class
				|| target == short.class || target == Short.class || target == BigInteger.class) {
			return "an integer in range";
		}
		if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
			return "a number";
		}
		if (target == String.class) {
			return "a string";
		}
		if (target.isArray() || Iterable.class.isAssignableFrom(target)) {
			return "an array";
		}
		return (Map.class.isAssignableFrom(target) || !target.getName().startsWith("java.")) ? "an object" : "valid";
	}

	/** As Jackson reads it. */
	private static String nameOf(Enum<?> constant) {
		JsonProperty renamed = Objects
			.requireNonNull(ReflectionUtils.findField(constant.getDeclaringClass(), constant.name()))
			.getAnnotation(JsonProperty.class);
		return (renamed != null && !renamed.value().isEmpty()) ? renamed.value() : constant.toString();
	}

	private static String path(JacksonException failure) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference reference : failure.getPath()) {
			if (reference.getPropertyName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
		}
		return path.toString();
	}

}
