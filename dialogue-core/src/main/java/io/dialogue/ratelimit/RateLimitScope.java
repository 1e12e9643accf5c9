package io.dialogue.ratelimit;

/**
 * Who shares the permits of a rule.
 */
enum RateLimitScope {

	/** Each client has its own. */
	CLIENT,

	/** The clients of a user share them. */
	USER,

	/** The clients in a room share them. */
	ROOM

}
