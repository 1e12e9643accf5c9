package io.dialogue.hook;

import org.jspecify.annotations.Nullable;

/**
 * Which events of the part of a room's history that is no longer kept are asked for.
 *
 * @param roomId the room's id
 * @param eventName the event's name
 * @param start the index of the first event, 0 for the newest one that was evicted (that
 * is older than {@code before}, if given)
 * @param end the index behind the last event
 * @param before the offset of which all events must be older, or {@code null}
 */
public record HistoryRequest(String roomId, String eventName, int start, int end, @Nullable Long before) {

}
