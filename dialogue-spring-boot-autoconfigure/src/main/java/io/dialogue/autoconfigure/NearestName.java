package io.dialogue.autoconfigure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that somebody may have meant.
 */
final class NearestName {

	private NearestName() {
	}

	/**
	 * Words that suggest a known name, ready to be appended.
	 * @param name what was written
	 * @param known the names that exist
	 * @return the suggestion in brackets with a leading space, or an empty text if none
	 * is near
	 */
	static String suggest(String name, Collection<String> known) {
		String nearest = find(name, known);
		return (nearest != null) ? " (did you mean '" + nearest + "'?)" : "";
	}

	static @Nullable String find(String name, Collection<String> known) {
		return known.stream()
			.filter((candidate) -> distance(name, candidate) <= Math.max(1, name.length() / 3))
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
			.orElse(null);
	}

	/** The number of letters to insert, remove or replace (Levenshtein), in any case. */
	private static int distance(String one, String other) {
		String left = one.toLowerCase(Locale.ROOT);
		String right = other.toLowerCase(Locale.ROOT);
		int[] previous = new int[right.length() + 1];
		for (int j = 0; j <= right.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= left.length(); i++) {
			int[] current = new int[right.length() + 1];
			current[0] = i;
			for (int j = 1; j <= right.length(); j++) {
				int replaced = previous[j - 1] + ((left.charAt(i - 1) == right.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
			}
			previous = current;
		}
		return previous[right.length()];
	}

}
