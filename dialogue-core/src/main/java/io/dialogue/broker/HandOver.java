package io.dialogue.broker;

import org.jspecify.annotations.Nullable;

import io.dialogue.event.EncodedEvent;

/**
 * Takes published events on their way to this node's members.
 */
@FunctionalInterface
public interface HandOver {

	/**
	 * Takes an event. Called for each room by one thread at a time, in the room's order;
	 * must not block and must not run the application's code.
	 * @param roomId the room's id
	 * @param event the event, with its offset if it is kept
	 * @param exceptClientId a client that does not receive it, or {@code null}
	 * @return the number of recipients on this node
	 */
	int handOver(String roomId, EncodedEvent event, @Nullable String exceptClientId);

}
