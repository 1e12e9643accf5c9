package io.dialogue.access;

/**
 * What clients do with rooms, each under a rule of its own.
 */
public enum AccessAction {

	/**
	 * To know that the room is there: to find it in the list, and to be told of its
	 * creation and deletion. Who may not see a room can do nothing else with it, and gets
	 * the answers for a room that is not there.
	 */
	SEE,

	/**
	 * To take a seat, and to keep it: asked again whenever a member does something, and
	 * at every recovery.
	 */
	JOIN,

	/** To trigger an event. */
	TRIGGER,

	/** To read the history: in pages, on joining, and what was missed. */
	HISTORY,

	/** To create the room. */
	CREATE,

	/** To delete the room. */
	DELETE

}
