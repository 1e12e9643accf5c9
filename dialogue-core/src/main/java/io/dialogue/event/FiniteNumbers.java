package io.dialogue.event;

import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * Finds numbers for which JSON has no word: infinity, also where a larger number than its
 * type holds has become it, and what is no number. Where nothing says of which type a
 * number is, it is a double.
 */
public final class FiniteNumbers {

	private FiniteNumbers() {
	}

	/**
	 * Finds the first number of values of some type that is not finite.
	 * @param json the JSON
	 * @return its path, empty for the JSON itself, or {@code null} if there is none
	 */
	static @Nullable String findOther(JsonNode json) {
		return find(json, NumericNode::isNaN);
	}

	/**
	 * Finds the first number that is no finite double.
	 * @param json the JSON
	 * @return its path, empty for the JSON itself, or {@code null} if there is none
	 */
	public static @Nullable String findNoDouble(JsonNode json) {
		return find(json, (number) -> number.isNaN()
				|| (number.isBigDecimal() && !Double.isFinite(number.decimalValue().doubleValue())));
	}

	private static @Nullable String find(JsonNode json, Predicate<NumericNode> wanted) {
		if (json instanceof NumericNode number) {
			return wanted.test(number) ? "" : null;
		}
		return json.isObject() ? findInObject(json, wanted) : findInArray(json, wanted);
	}

	private static @Nullable String findInObject(JsonNode object, Predicate<NumericNode> wanted) {
		for (Map.Entry<String, JsonNode> field : object.properties()) {
			String path = find(field.getValue(), wanted);
			if (path != null) {
				return field.getKey() + ((path.isEmpty() || path.startsWith("[")) ? path : "." + path);
			}
		}
		return null;
	}

	private static @Nullable String findInArray(JsonNode array, Predicate<NumericNode> wanted) {
		for (int i = 0; i < array.size(); i++) {
			String path = find(array.get(i), wanted);
			if (path != null) {
				return "[" + i + "]" + ((path.isEmpty() || path.startsWith("[")) ? path : "." + path);
			}
		}
		return null;
	}

}
