package io.dialogue.membership;

/**
 * The answer to the question for a seat.
 */
public enum SeatResult {

	/** The seat was taken. */
	SEATED,

	/** The client had a seat already. */
	ALREADY_SEATED,

	/** No seat was free. */
	FULL

}
