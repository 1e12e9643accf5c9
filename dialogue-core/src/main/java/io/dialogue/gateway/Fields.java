package io.dialogue.gateway;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.dialogue.broker.Position;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventName;
import io.dialogue.event.FiniteNumbers;
import io.dialogue.room.RoomId;

/**
 * The fields of a request. What is malformed, of a wrong type or out of bounds is refused
 * with {@link ErrorCode#INVALID_REQUEST}; texts of the client are not repeated.
 */
final class Fields {

	private static final String NAME_RULE = " may contain only letters, digits, '-', ':', '.' and '_', ";

	private final JsonNode payload;

	Fields(JsonNode payload) {
		this.payload = payload;
	}

	static DialogueException invalid(String message) {
		return new DialogueException(ErrorCode.INVALID_REQUEST, message);
	}

	String roomId() {
		return roomId("roomId");
	}

	String roomId(String field) {
		String id = text(field, RoomId.MAX_LENGTH);
		if (!RoomId.isValid(id)) {
			throw invalid(field + " may contain only letters, digits, '-', ':', '.', '_' and '@'");
		}
		return id;
	}

	/** The room's id of a request that need not be valid, or null. */
	@Nullable String roomIdIfValid() {
		JsonNode id = this.payload.path("roomId");
		return (id.isString() && RoomId.isValid(id.stringValue())) ? id.stringValue() : null;
	}

	/** The name of an event, or {@code *}. */
	String eventName(String field) {
		String name = text(field, EventName.MAX_LENGTH);
		if (!name.equals(EventName.ANY) && !EventName.isValid(name)) {
			throw invalid(field + NAME_RULE + "or be '*'");
		}
		return name;
	}

	@Nullable String optionalEventName(String field) {
		return isAbsent(field) ? null : eventName(field);
	}

	String text(String field, int maxLength) {
		String value = optionalText(field, maxLength);
		if (value == null || value.isEmpty()) {
			throw invalid(field + " is required");
		}
		return value;
	}

	@Nullable String optionalText(String field, int maxLength) {
		if (isAbsent(field)) {
			return null;
		}
		JsonNode value = this.payload.path(field);
		if (!value.isString()) {
			throw invalid(field + " must be a string");
		}
		if (value.stringValue().length() > maxLength) {
			throw invalid(field + " may have at most " + maxLength + " characters");
		}
		return value.stringValue();
	}

	/** A text for people, without control characters. */
	@Nullable String optionalLabel(String field, int maxLength) {
		String value = optionalText(field, maxLength);
		if (value != null && value.chars().anyMatch(Character::isISOControl)) {
			throw invalid(field + " must not contain control characters");
		}
		return value;
	}

	@Nullable Long optionalNumber(String field, long min, long max) {
		if (isAbsent(field)) {
			return null;
		}
		JsonNode value = this.payload.path(field);
		if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < min
				|| value.longValue() > max) {
			throw invalid(field + " must be an integer from " + min + " to " + max);
		}
		return value.longValue();
	}

	int number(String field, int fallback, int max) {
		Long value = optionalNumber(field, 0, max);
		return (value != null) ? value.intValue() : fallback;
	}

	JsonNode data(int maxSize) {
		JsonNode data = this.payload.path("data");
		checkSize("data", data, maxSize);
		return data;
	}

	@Nullable JsonNode meta(int maxSize) {
		if (isAbsent("meta")) {
			return null;
		}
		JsonNode meta = this.payload.path("meta");
		if (!meta.isObject()) {
			throw invalid("meta must be an object");
		}
		checkSize("meta", meta, maxSize);
		if (FiniteNumbers.findNoDouble(meta) != null) {
			throw invalid("meta may have finite numbers only");
		}
		return meta;
	}

	static void checkSize(String field, JsonNode json, int maxSize) {
		if (JsonSize.isDeeperThan(json, GatewayLimits.MAX_DEPTH)) {
			throw invalid(field + " may be nested " + GatewayLimits.MAX_DEPTH + " levels deep at most");
		}
		if (JsonSize.exceeds(json, maxSize)) {
			throw invalid(field + " may have at most " + maxSize + " characters");
		}
	}

	@Nullable Position since() {
		if (isAbsent("since")) {
			return null;
		}
		Fields since = new Fields(this.payload.path("since"));
		String epoch = since.optionalText("epoch", GatewayLimits.MAX_KEY_LENGTH);
		Long offset = since.optionalNumber("offset", 0, Long.MAX_VALUE);
		if (epoch == null || offset == null) {
			throw invalid("since needs epoch and offset");
		}
		return new Position(epoch, offset);
	}

	@Nullable Set<String> subscriptions(int max) {
		if (isAbsent("subscriptions")) {
			return null;
		}
		JsonNode names = this.payload.path("subscriptions");
		if (!names.isArray() || names.size() > max) {
			throw invalid("subscriptions must be an array of at most " + max + " names");
		}
		Set<String> subscriptions = new LinkedHashSet<>();
		for (JsonNode name : names) {
			if (!name.isString()
					|| !(name.stringValue().equals(EventName.ANY) || EventName.isValid(name.stringValue()))) {
				throw invalid("subscriptions must be names of events");
			}
			subscriptions.add(name.stringValue());
		}
		return subscriptions;
	}

	/** Whether both fields are texts that are not empty. */
	boolean hasTexts(String... fields) {
		for (String field : fields) {
			JsonNode value = this.payload.path(field);
			if (!value.isString() || value.stringValue().isBlank()) {
				return false;
			}
		}
		return true;
	}

	private boolean isAbsent(String field) {
		JsonNode value = this.payload.path(field);
		return value.isMissingNode() || value.isNull();
	}

}
