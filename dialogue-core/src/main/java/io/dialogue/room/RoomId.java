package io.dialogue.room;

import java.util.regex.Pattern;

/**
 * The rule for ids of rooms: letters, digits, {@code -}, {@code :}, {@code .}, {@code _}
 * and {@code @}, at most {@value #MAX_LENGTH} characters.
 */
public final class RoomId {

	/** The longest id, in characters. */
	public static final int MAX_LENGTH = 128;

	private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9:._@-]{1," + MAX_LENGTH + "}");

	private RoomId() {
	}

	/**
	 * Whether a text may be a room's id.
	 * @param id the text
	 * @return {@code true} if it follows the rule
	 */
	public static boolean isValid(String id) {
		return PATTERN.matcher(id).matches();
	}

}
