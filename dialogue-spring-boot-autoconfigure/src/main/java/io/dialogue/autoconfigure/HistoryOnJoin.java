package io.dialogue.autoconfigure;

import io.dialogue.room.RoomDefinition;

/**
 * How many kept events a client is sent when it joins, as the configuration says it:
 * {@code true}, {@code false} or a number.
 *
 * @param limit the number of events, {@link RoomDefinition#ALL_HISTORY} for all
 */
public record HistoryOnJoin(int limit) {

	/**
	 * All that is kept, or nothing.
	 * @param all whether all
	 * @return the value
	 */
	public static HistoryOnJoin of(Boolean all) {
		return new HistoryOnJoin(all ? RoomDefinition.ALL_HISTORY : 0);
	}

	/**
	 * So many events.
	 * @param limit the number
	 * @return the value
	 */
	public static HistoryOnJoin of(Integer limit) {
		return new HistoryOnJoin(limit);
	}

	/**
	 * Reads {@code true}, {@code false} or a number.
	 * @param text the text
	 * @return the value
	 */
	public static HistoryOnJoin of(String text) {
		String value = text.strip();
		if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
			return of(Boolean.valueOf(value));
		}
		try {
			return of(Integer.valueOf(value));
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'" + text + "' is neither true, false nor a number", ex);
		}
	}

}
