package io.dialogue.event;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NumericNode;

/**
 * Finds numbers for which JSON has no word: infinity, also where a larger number than its
 * type holds has become it, and what is no number.
 */
public final class FiniteNumbers {

	private FiniteNumbers() {
	}

	/**
	 * Finds the first number that is not finite.
	 * @param json the JSON
	 * @return its path, empty for the JSON itself, or {@code null} if there is none
	 */
	public static @Nullable String findOther(JsonNode json) {
		if (json instanceof NumericNode number) {
			return number.isNaN() ? "" : null;
		}
		return json.isObject() ? findInObject(json) : findInArray(json);
	}

	private static @Nullable String findInObject(JsonNode object) {
		for (Map.Entry<String, JsonNode> field : object.properties()) {
			String path = findOther(field.getValue());
			if (path != null) {
				return field.getKey() + ((path.isEmpty() || path.startsWith("[")) ? path : "." + path);
			}
		}
		return null;
	}

	private static @Nullable String findInArray(JsonNode array) {
		for (int i = 0; i < array.size(); i++) {
			String path = findOther(array.get(i));
			if (path != null) {
				return "[" + i + "]" + ((path.isEmpty() || path.startsWith("[")) ? path : "." + path);
			}
		}
		return null;
	}

}
