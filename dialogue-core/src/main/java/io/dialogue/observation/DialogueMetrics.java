package io.dialogue.observation;

import io.dialogue.client.DisconnectReason;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.Droppable;

/**
 * Records what happens. Called on the way of every event: implementations must be fast,
 * must not block and must not throw. Names come from configuration, never from clients.
 */
public interface DialogueMetrics {

	/** Records nothing. */
	DialogueMetrics NONE = new DialogueMetrics() {
	};

	/** The name in metrics of events that nothing declares. */
	String UNDECLARED = "undeclared";

	/**
	 * An event was published.
	 * @param roomLabel the room's name in metrics
	 * @param eventLabel the event's name, or {@link #UNDECLARED}
	 * @param recipients how many connections of this node it was handed to
	 * @param nanos the time from its arrival to the end of its hand-over
	 */
	default void published(String roomLabel, String eventLabel, int recipients, long nanos) {
	}

	/**
	 * An event was dropped for a client that reads too slowly.
	 * @param event the event and its policy
	 */
	default void dropped(Droppable event) {
	}

	/**
	 * A request or a server's trigger was refused.
	 * @param code why
	 */
	default void refused(ErrorCode code) {
	}

	/**
	 * A client sent a message that is no request.
	 */
	default void unknownRequest() {
	}

	/**
	 * A client connected.
	 */
	default void connected() {
	}

	/**
	 * A client has gone.
	 * @param reason why
	 */
	default void disconnected(DisconnectReason reason) {
	}

}
