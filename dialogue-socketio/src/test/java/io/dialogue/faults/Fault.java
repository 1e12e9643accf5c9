package io.dialogue.faults;

/**
 * What can happen to a connection.
 */
enum Fault {

	/** Both sides are closed in good order. */
	CUT,

	/** Both sides are reset. */
	RESET,

	/** Nothing comes through for a while, and then all. */
	STALL,

	/**
	 * A part of what comes next to the client comes through, and both sides are closed.
	 */
	TEAR,

	/** The client's side is reset; the server's stays open for a while: a ghost. */
	VANISH

}
