package io.dialogue.broker;

import org.jspecify.annotations.Nullable;

/**
 * What became of a publication.
 *
 * @param epoch the life of the room's history, or {@code null} if the event is not kept
 * @param offset the event's number in it, or {@code null} if the event is not kept
 * @param recipients how many connections of this node the event was handed to
 */
public record Published(@Nullable String epoch, @Nullable Long offset, int recipients) {

}
