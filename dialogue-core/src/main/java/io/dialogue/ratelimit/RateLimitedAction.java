package io.dialogue.ratelimit;

/**
 * What clients do that is limited by rate.
 */
public enum RateLimitedAction {

	/** Triggering an event. */
	TRIGGER("Too many events. Please wait before trying again."),

	/** Asking for a page of history. */
	HISTORY("Too many history requests. Please wait before trying again."),

	/** Joining a room. */
	JOIN("Too many joins. Please wait before trying again."),

	/** Creating a room. */
	CREATE_ROOM("Too many new rooms. Please wait before trying again."),

	/** Listing the rooms. */
	LIST_ROOMS("Too many requests for the list of rooms. Please wait before trying again."),

	/** Going beyond another limit: a client that does so too often is disconnected. */
	EXCESS("Too many requests beyond the limits");

	private final String refusal;

	RateLimitedAction(String refusal) {
		this.refusal = refusal;
	}

	/** What a client is told that does it too often. */
	String refusal() {
		return this.refusal;
	}

}
