package io.dialogue.event;

/**
 * Receives events after they were published, on the node that published them, off the I/O
 * threads and one at a time in each room's order.
 *
 * @param <T> the type of the payload
 */
@FunctionalInterface
public interface EventMessageListener<T> {

	/**
	 * Called for each event.
	 * @param message the event
	 * @throws Exception what it throws is logged; the event stays delivered
	 */
	void onEvent(EventMessage<T> message) throws Exception;

}
