package io.dialogue.event;

import java.util.Iterator;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps what was absent absent: removes the nulls that serialising an object adds for
 * fields that its JSON did not have.
 */
final class AbsentFields {

	private AbsentFields() {
	}

	static JsonNode prune(JsonNode json, JsonNode original) {
		if (json instanceof ObjectNode object) {
			pruneObject(object, original);
		}
		else if (json instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				prune(array.get(i), original.path(i));
			}
		}
		return json;
	}

	private static void pruneObject(ObjectNode object, JsonNode original) {
		Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
		while (fields.hasNext()) {
			Map.Entry<String, JsonNode> field = fields.next();
			JsonNode before = original.path(field.getKey());
			if (field.getValue().isNull() && before.isMissingNode()) {
				fields.remove();
			}
			else {
				prune(field.getValue(), before);
			}
		}
	}

}
