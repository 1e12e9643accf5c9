package io.dialogue.ratelimit;

/**
 * What clients do that is limited by rate.
 */
public enum RateLimitedAction {

	/** Triggering an event. */
	TRIGGER,

	/** Asking for a page of history. */
	HISTORY,

	/** Creating a room. */
	CREATE_ROOM

}
