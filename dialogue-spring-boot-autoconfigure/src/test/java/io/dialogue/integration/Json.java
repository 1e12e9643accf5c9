package io.dialogue.integration;

import java.util.Map;
import java.util.Set;

import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONTokener;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON as the tests write it (single quotes, names without quotes), and as clients send
 * and receive it.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
		.build();

	private Json() {
	}

	static JsonNode of(String text) {
		return MAPPER.readTree(text);
	}

	static JsonNode value(Object value) {
		return MAPPER.valueToTree(value);
	}

	/** An argument that the Socket.IO client can send. */
	static Object argument(JsonNode json) {
		try {
			return new JSONTokener(json.toString()).nextValue();
		}
		catch (JSONException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** A payload that the Socket.IO client sends with binary data. */
	static JSONObject withData(String payload, byte[] data) {
		try {
			return new JSONObject(of(payload).toString()).put("data", data);
		}
		catch (JSONException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** What the Socket.IO client received. */
	static JsonNode received(Object argument) {
		if (argument instanceof String || argument instanceof Number || argument instanceof Boolean) {
			return MAPPER.valueToTree(argument);
		}
		return (argument != null) ? MAPPER.readTree(argument.toString()) : MAPPER.nullNode();
	}

	/**
	 * Whether JSON is as expected: {@code "<ts>"} is any time, {@code "<ms>"} any
	 * duration, {@code "<id>"} any text, and objects may have additional fields of the
	 * given names, at any depth.
	 */
	static boolean matches(JsonNode expected, JsonNode actual, Set<String> additional) {
		if (expected.isObject()) {
			return actual.isObject() && fieldsMatch(expected, actual, additional);
		}
		if (expected.isArray()) {
			return actual.isArray() && elementsMatch(expected, actual, additional);
		}
		if (expected.isString() && expected.stringValue().equals("<ts>")) {
			return actual.isIntegralNumber() && Math.abs(System.currentTimeMillis() - actual.longValue()) < 60_000;
		}
		if (expected.isString() && expected.stringValue().equals("<ms>")) {
			return actual.isIntegralNumber() && actual.longValue() > 0;
		}
		if (expected.isString() && expected.stringValue().equals("<id>")) {
			return actual.isString() && !actual.stringValue().isBlank();
		}
		return expected.equals(actual);
	}

	private static boolean fieldsMatch(JsonNode expected, JsonNode actual, Set<String> additional) {
		for (Map.Entry<String, JsonNode> field : expected.properties()) {
			if (!actual.has(field.getKey()) || !matches(field.getValue(), actual.get(field.getKey()), additional)) {
				return false;
			}
		}
		return actual.propertyStream()
			.map(Map.Entry::getKey)
			.allMatch((name) -> expected.has(name) || additional.contains(name));
	}

	private static boolean elementsMatch(JsonNode expected, JsonNode actual, Set<String> additional) {
		if (expected.size() != actual.size()) {
			return false;
		}
		for (int i = 0; i < expected.size(); i++) {
			if (!matches(expected.get(i), actual.get(i), additional)) {
				return false;
			}
		}
		return true;
	}

}
