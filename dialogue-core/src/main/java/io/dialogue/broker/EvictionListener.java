package io.dialogue.broker;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.dialogue.event.EncodedEvent;

/**
 * Takes events that a room no longer keeps.
 */
@FunctionalInterface
public interface EvictionListener {

	/**
	 * Whether anybody wants the events at all; asked before each call of
	 * {@link #onEvicted}, not in the room's order.
	 * @param roomId the room's id
	 * @param eventName the events' name
	 * @return {@code false} to drop them at once
	 */
	default boolean wants(String roomId, String eventName) {
		return true;
	}

	/**
	 * Takes events. Called for each room in the room's order, the next time when the
	 * stage of the time before is complete; must not block.
	 * @param roomId the room's id
	 * @param eventName the events' name
	 * @param events the events, oldest first
	 * @return completes when the events need not be pageable any more
	 */
	CompletionStage<?> onEvicted(String roomId, String eventName, List<EncodedEvent> events);

}
