package io.dialogue.event;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Says in words that are safe to send why JSON does not fit a type.
 */
final class BindingFailure {

	private BindingFailure() {
	}

	static PayloadSchema.Violation describe(JacksonException failure) {
		String path = path(failure);
		if (failure instanceof InvalidNullException) {
			return new PayloadSchema.Violation(path, "is required");
		}
		if (failure instanceof MismatchedInputException mismatch) {
			return describe(mismatch, path);
		}
		return new PayloadSchema.Violation(path, "is not valid");
	}

	private static PayloadSchema.Violation describe(MismatchedInputException mismatch, String path) {
		if (mismatch.getOriginalMessage().startsWith("Missing required creator property")) {
			return new PayloadSchema.Violation(path, "is required");
		}
		Class<?> target = mismatch.getTargetType();
		return new PayloadSchema.Violation(path, "must be " + ((target != null) ? expectation(target) : "valid"));
	}

	private static String expectation(Class<?> target) {
		if (target.isEnum()) {
			return Arrays.stream(target.getEnumConstants())
				.map(Object::toString)
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
		return (target.isRecord() || Map.class.isAssignableFrom(target)) ? "an object"
				: "a valid " + target.getSimpleName();
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
