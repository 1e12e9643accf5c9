package io.dialogue.contract;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Gives names that are valid in TypeScript and AsyncAPI, and no two the same. The outcome
 * depends on what is to be named only, not on its order.
 */
final class UniqueNames {

	private final Set<String> taken = new TreeSet<>();

	UniqueNames(Collection<String> reserved) {
		this.taken.addAll(reserved);
	}

	/**
	 * Assigns names.
	 * @param wanted what each is to be called, by its key
	 * @return what each is called
	 */
	Map<String, String> assign(Map<String, String> wanted) {
		SortedMap<String, String> sorted = new TreeMap<>(wanted);
		Map<String, String> names = new LinkedHashMap<>();
		sorted.forEach((key, name) -> names.put(key, unique(identifier(name))));
		return names;
	}

	private String unique(String name) {
		String candidate = name;
		for (int i = 2; !this.taken.add(candidate); i++) {
			candidate = name + i;
		}
		return candidate;
	}

	/** Begins each part with a capital, so that no name is a keyword. */
	static String identifier(String text) {
		StringBuilder identifier = new StringBuilder();
		for (String part : text.split("[^A-Za-z0-9_]+")) {
			if (!part.isEmpty()) {
				identifier.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
			}
		}
		boolean valid = !identifier.isEmpty() && !Character.isDigit(identifier.charAt(0));
		return valid ? identifier.toString() : "_" + identifier;
	}

}
