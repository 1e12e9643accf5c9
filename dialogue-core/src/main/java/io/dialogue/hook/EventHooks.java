package io.dialogue.hook;

import java.util.List;

import io.dialogue.event.EventMessage;

/**
 * Hooks on the way of events. Beans of this type are called in their order, off the I/O
 * threads. What {@link #beforeEach} throws refuses the event; what the others throw is
 * logged.
 */
public interface EventHooks {

	/**
	 * Limits these hooks to some rooms and events.
	 * @param roomId a room's id
	 * @param eventName an event's name
	 * @return whether these hooks are to be called
	 */
	default boolean supports(String roomId, String eventName) {
		return true;
	}

	/**
	 * Called before an event is published. May block, refuse it, or rewrite its data and
	 * meta; rewritten data is validated again.
	 * @param exchange the event on its way
	 * @return what to do with it
	 * @throws Exception refuses the event with {@code INTERNAL_ERROR}
	 */
	default HookDecision beforeEach(EventExchange exchange) throws Exception {
		return HookDecision.accept();
	}

	/**
	 * Called when an event was published, before the listeners.
	 * @param message the event
	 * @throws Exception is logged
	 */
	default void onTriggered(EventMessage<?> message) throws Exception {
	}

	/**
	 * Called when an event was published, after the listeners.
	 * @param message the event
	 * @param recipientCount how many connections of this node it was handed to
	 * @throws Exception is logged
	 */
	default void afterEach(EventMessage<?> message, int recipientCount) throws Exception {
	}

	/**
	 * Called with events that a room no longer keeps, oldest first and in the room's
	 * order, one call at a time for each room. They stay pageable until it has returned.
	 * @param roomId the room's id
	 * @param eventName the event's name
	 * @param events the events
	 * @throws Exception is logged
	 */
	default void onCleanup(String roomId, String eventName, List<EventMessage<?>> events) throws Exception {
	}

	/**
	 * Called when a page of history goes beyond what is kept. The first hook that returns
	 * events answers.
	 * @param request which events are asked for
	 * @return the events, newest first
	 * @throws Exception is logged, and the page ends with what is kept
	 */
	default List<EventMessage<?>> onLoad(HistoryRequest request) throws Exception {
		return List.of();
	}

}
