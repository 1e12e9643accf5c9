package io.dialogue.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event with its envelope, as listeners, hooks and history see it. Immutable.
 *
 * @param <T> the type of the payload
 * @param event the event's name
 * @param roomId the room in which it was triggered
 * @param data the payload: an instance of the event's type, or a Jackson tree for events
 * without one; {@code null} if absent or null
 * @param from the user id of the sender, or what the server named ({@code system} by
 * default)
 * @param timestamp when it was triggered, in milliseconds since 1970-01-01T00:00Z
 * @param meta what travels beside the data, or {@code null} if nothing does
 * @param id the sender's idempotency key, or {@code null}
 * @param offset the event's number in the room's history, in whose order all members
 * receive what is kept; {@code null} if the event is not kept, so that it is not replayed
 * to those who miss it
 */
public record EventMessage<T>(String event, String roomId, @Nullable T data, String from, long timestamp,
		@Nullable Map<String, Object> meta, @Nullable String id, @Nullable Long offset) {

	/** The sender of events that the server triggers without naming one. */
	public static final String SYSTEM = "system";

	public EventMessage {
		meta = (meta != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(meta)) : null;
	}

	/**
	 * The same message with its number in the room's history.
	 * @param number the offset
	 * @return a new message
	 */
	public EventMessage<T> withOffset(@Nullable Long number) {
		return new EventMessage<>(this.event, this.roomId, this.data, this.from, this.timestamp, this.meta, this.id,
				number);
	}

}
