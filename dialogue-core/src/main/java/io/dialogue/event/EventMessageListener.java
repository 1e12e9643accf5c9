package io.dialogue.event;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

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

	/**
	 * Called for each event, with who triggered it.
	 * @param message the event
	 * @param sender the client's identity as it was then, or {@code null} if the server
	 * triggered the event
	 * @throws Exception what it throws is logged; the event stays delivered
	 */
	default void onEvent(EventMessage<T> message, @Nullable Principal sender) throws Exception {
		onEvent(message);
	}

}
