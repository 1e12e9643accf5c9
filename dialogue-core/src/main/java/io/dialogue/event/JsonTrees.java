package io.dialogue.event;

import java.util.Map;

import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads JSON into trees, and binds trees, so that numbers arrive as Jackson would bind
 * them from the text: a decimal has all its digits and its scale. In a tree, a number is
 * a double where that is written with the same digits, and a decimal otherwise. Safe for
 * use by several threads.
 */
public final class JsonTrees {

	/**
	 * Places that the last digit of a client's number may have at most between it and the
	 * decimal point. Much more than a double has, and few enough to be written out.
	 */
	public static final int MAX_SCALE = 1000;

	private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {
	};

	private final JsonMapper mapper;

	private final JavaType fields;

	/**
	 * Creates a reader.
	 * @param mapper reads and binds
	 */
	public JsonTrees(JsonMapper mapper) {
		this.mapper = mapper;
		this.fields = mapper.constructType(FIELDS);
	}

	/**
	 * Reads what a client wrote. A number of a scale beyond {@link #MAX_SCALE} becomes a
	 * double that is not a number, as nothing that JSON has a word for: it binds to
	 * nothing, and cannot be blown up into its digits.
	 * @param json the text
	 * @return the tree; a missing node if there is only white space
	 * @throws tools.jackson.core.JacksonException if it is no JSON, or exceeds the
	 * mapper's constraints
	 */
	public JsonNode read(String json) {
		return read(this.mapper.createParser(json), MAX_SCALE);
	}

	/**
	 * Reads what this server wrote, with numbers of any scale.
	 * @param json the JSON, in UTF-8
	 * @return the tree
	 */
	JsonNode readOwn(byte[] json) {
		return read(this.mapper.createParser(json), Integer.MAX_VALUE);
	}

	private JsonNode read(JsonParser json, int maxScale) {
		try (JsonParser parser = new ExactNumbers(json, maxScale)) {
			JsonNode tree = this.mapper.readTree(parser);
			return (tree != null) ? tree : MissingNode.getInstance();
		}
	}

	/**
	 * Binds a tree to a type.
	 * @param <T> the type
	 * @param tree the tree
	 * @param type the type
	 * @return an instance
	 * @throws tools.jackson.core.JacksonException if it does not fit
	 */
	<T> T bind(JsonNode tree, Class<T> type) {
		boolean numbers = (tree.isContainer() || tree.isNumber()) && !JsonNode.class.isAssignableFrom(type);
		return numbers ? bindNumbers(tree, this.mapper.constructType(type)) : this.mapper.treeToValue(tree, type);
	}

	/**
	 * The fields of a JSON object as plain values. Numbers with a fraction or an exponent
	 * are doubles, unless the mapper says otherwise.
	 * @param object the object
	 * @return a new map
	 */
	public Map<String, Object> toMap(JsonNode object) {
		return bindNumbers(object, this.fields);
	}

	private <T> T bindNumbers(JsonNode tree, JavaType type) {
		try (JsonParser parser = new TreeNumbers(tree, this.mapper._deserializationContext())) {
			return this.mapper.readValue(parser, type);
		}
	}

}
