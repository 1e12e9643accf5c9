package io.dialogue.event;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Constraints on a payload that has no Java type, such as a JSON Schema. Must be safe for
 * use by several threads.
 */
@FunctionalInterface
public interface PayloadSchema {

	/**
	 * Checks a payload.
	 * @param payload the payload; a missing node if none was sent
	 * @return what is wrong with it, empty if nothing is
	 */
	List<Violation> validate(JsonNode payload);

	/**
	 * The constraints as a JSON Schema, for those who ask what the event carries.
	 * @return the schema, an object or a boolean, or {@code null} if they are none
	 */
	default @Nullable JsonNode document() {
		return null;
	}

	/**
	 * One thing that is wrong with a payload.
	 *
	 * @param path where, with dots between names; empty for the payload itself
	 * @param issue what, safe to send
	 */
	record Violation(String path, String issue) {

	}

}
