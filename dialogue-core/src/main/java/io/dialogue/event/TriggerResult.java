package io.dialogue.event;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event that was published: it has its place in the room's order and
 * was handed to connections, which does not mean that anybody has read it.
 *
 * @param id the idempotency key of the trigger, or {@code null}
 * @param epoch the life of the room's history, or {@code null} if the event is not kept
 * @param offset the event's number in that history, or {@code null} if it is not kept
 * @param recipients how many connections of this node it was handed to
 */
public record TriggerResult(@Nullable String id, @Nullable String epoch, @Nullable Long offset, int recipients) {

}
