package io.dialogue.annotation;

/**
 * What becomes of an event's messages that wait for a client that reads too slowly.
 */
public enum Overflow {

	/**
	 * They wait, and the client is disconnected when too much waits, so that it connects
	 * again and catches up. The only choice for events that are kept in history.
	 */
	DISCONNECT("disconnect"),

	/** The oldest ones are dropped. */
	DROP_OLDEST("drop-oldest"),

	/** All but the latest one of each key are dropped. */
	CONFLATE("conflate");

	private final String text;

	Overflow(String text) {
		this.text = text;
	}

	/**
	 * The name in configuration and in metrics.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

}
