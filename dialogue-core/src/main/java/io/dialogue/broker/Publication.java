package io.dialogue.broker;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.dialogue.event.EncodedEvent;

/**
 * An event that is to be published.
 *
 * @param roomId the room's id
 * @param event the event, without offset
 * @param historyLimit how many events of its name the room keeps, 0 for none
 * @param idempotencyKey within the window, the second publication with the same key in
 * the same room is not published; {@code null} for none
 * @param exceptClientId a client that does not receive it, or {@code null}
 * @param roomExists asked in the room's order right before the event is numbered: a room
 * that is gone gets no event, and publishing fails with {@code ROOM_NOT_FOUND}
 * @param onHandedOver called on this node in the room's order, right after the event was
 * handed over; must not block, and is not called for a duplicate
 */
public record Publication(String roomId, EncodedEvent event, int historyLimit, @Nullable String idempotencyKey,
		@Nullable String exceptClientId, BooleanSupplier roomExists, Consumer<Published> onHandedOver) {

}
