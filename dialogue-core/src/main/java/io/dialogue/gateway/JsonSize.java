package io.dialogue.gateway;

import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * Measures JSON trees without writing them: names, texts and numbers with their
 * punctuation, in characters and without escapes. A number with an exponent counts with
 * all its zeros, since the application may have decimals written so.
 */
final class JsonSize {

	/** What a number, a literal and the like counts at least. */
	private static final int SCALAR = 8;

	private JsonSize() {
	}

	/** Whether objects and arrays are nested in each other too deeply. */
	static boolean isDeeperThan(JsonNode json, int levels) {
		if (json.isContainer() && levels <= 0) {
			return true;
		}
		for (JsonNode child : json) {
			if (child.isContainer() && isDeeperThan(child, levels - 1)) {
				return true;
			}
		}
		return false;
	}

	static boolean exceeds(JsonNode json, int limit) {
		return !json.isMissingNode() && remaining(json, limit) < 0;
	}

	private static int remaining(JsonNode json, int budget) {
		int left = budget;
		if (json.isObject()) {
			for (Map.Entry<String, JsonNode> field : json.properties()) {
				left = remaining(field.getValue(), left - field.getKey().length() - 4);
				if (left < 0) {
					return left;
				}
			}
			return left - 2;
		}
		if (json.isArray()) {
			for (JsonNode element : json) {
				left = remaining(element, left - 1);
				if (left < 0) {
					return left;
				}
			}
			return left - 2;
		}
		return left - length(json);
	}

	private static int length(JsonNode scalar) {
		if (scalar.isString()) {
			return scalar.stringValue().length() + 2;
		}
		if (scalar.isNumber()) {
			String text = scalar.asString();
			int zeros = (scalar.isBigDecimal() && text.indexOf('E') >= 0) ? Math.abs(scalar.decimalValue().scale()) : 0;
			return Math.max(SCALAR, text.length() + zeros);
		}
		return SCALAR;
	}

}
