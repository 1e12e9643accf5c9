package io.dialogue.broker;

import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of a room's history.
 *
 * @param roomId the room's id
 * @param eventName the event's name, or {@code null} for all events
 * @param start the index of the first event, 0 for the newest one (that is older than
 * {@code before}, if given)
 * @param end the index behind the last event
 * @param before the offset of which all events must be older, or {@code null}
 */
public record PageRequest(String roomId, @Nullable String eventName, int start, int end, @Nullable Long before) {

}
