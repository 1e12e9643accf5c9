package io.dialogue.event;

/**
 * A listener that was added, and the way to remove it.
 */
@FunctionalInterface
public interface ListenerRegistration {

	/**
	 * Removes the listener. Does nothing if it was removed already.
	 */
	void remove();

}
