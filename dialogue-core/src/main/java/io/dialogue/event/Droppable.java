package io.dialogue.event;

import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.Overflow;

/**
 * Tells transports that an event may be dropped for a client that reads too slowly.
 *
 * @param event the event's name
 * @param overflow which ones are to be dropped
 * @param key what the event replaces: earlier events with an equal key; {@code null} if
 * the oldest ones are to be dropped
 */
public record Droppable(String event, Overflow overflow, @Nullable String key) {

}
