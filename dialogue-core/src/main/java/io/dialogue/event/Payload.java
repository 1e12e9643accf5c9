package io.dialogue.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * An event's data in both of its forms: as the object that hooks and listeners see, and
 * as the JSON that goes over the wire. What was absent stays absent.
 *
 * @param value an instance of the event's payload type, or the JSON tree if it has none;
 * {@code null} if the data is absent or null
 * @param json the JSON tree as it is sent; a missing node if the data is absent
 */
public record Payload(@Nullable Object value, JsonNode json) {

	/** No data at all. */
	public static final Payload ABSENT = new Payload(null, MissingNode.getInstance());

	/**
	 * A payload that is a JSON tree.
	 * @param json the tree
	 * @return the payload
	 */
	public static Payload ofJson(JsonNode json) {
		return new Payload((json.isNull() || json.isMissingNode()) ? null : json, json);
	}

	/**
	 * Whether there is data, be it null.
	 * @return {@code false} if the data is absent
	 */
	public boolean isPresent() {
		return !this.json.isMissingNode();
	}

}
