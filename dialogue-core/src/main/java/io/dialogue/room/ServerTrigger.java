package io.dialogue.room;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An event that the server wants to trigger.
 *
 * @param room the room
 * @param event the event's name
 * @param data the payload, {@code null} for null
 * @param from who is to be named as sender
 * @param meta what travels beside the data, or {@code null}
 * @param id an idempotency key, or {@code null}
 * @param exceptClientId a client that does not receive it, or {@code null}
 */
public record ServerTrigger(Room room, String event, @Nullable Object data, String from,
		@Nullable Map<String, Object> meta, @Nullable String id, @Nullable String exceptClientId) {

}
