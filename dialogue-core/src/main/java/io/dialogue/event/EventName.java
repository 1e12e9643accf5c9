package io.dialogue.event;

import java.util.regex.Pattern;

/**
 * The rule for names of events: letters, digits, {@code -}, {@code :}, {@code .} and
 * {@code _}, at most {@value #MAX_LENGTH} characters. Kebab-case with an area's prefix is
 * recommended ({@code chat-message}).
 */
public final class EventName {

	/** The longest name, in characters. */
	public static final int MAX_LENGTH = 64;

	/** Stands for every event in a room's list and in a subscription. */
	public static final String ANY = "*";

	private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9:._-]{1," + MAX_LENGTH + "}");

	private EventName() {
	}

	/**
	 * Whether a text may be an event's name. {@link #ANY} is none.
	 * @param name the text
	 * @return {@code true} if it follows the rule
	 */
	public static boolean isValid(String name) {
		return PATTERN.matcher(name).matches();
	}

}
