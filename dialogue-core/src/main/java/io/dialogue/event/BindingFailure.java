package io.dialogue.event;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
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
		String missing = missingProperty(mismatch);
		if (missing != null) {
			return new PayloadSchema.Violation(path.isEmpty() ? missing : path + "." + missing, "is required");
		}
		Class<?> target = mismatch.getTargetType();
		return new PayloadSchema.Violation(path, "must be " + ((target != null) ? expectation(target) : "valid"));
	}

	/** Jackson tells a missing creator property by its message only. */
	private static @Nullable String missingProperty(MismatchedInputException mismatch) {
		String message = mismatch.getOriginalMessage();
		if (!message.startsWith("Missing required creator property '")) {
			return null;
		}
		int start = message.indexOf('\'') + 1;
		return message.substring(start, message.indexOf('\'', start));
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
				|| target == short.class || target == Short.class || target == java.math.BigInteger.class) {
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
		return (target.isRecord() || java.util.Map.class.isAssignableFrom(target)) ? "an object"
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
