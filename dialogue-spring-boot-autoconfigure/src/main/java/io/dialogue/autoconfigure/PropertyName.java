package io.dialogue.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Names of properties below a map, whose keys Spring Boot takes as they are only in
 * brackets.
 */
final class PropertyName {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	/** A key that is not in brackets, and has characters that are dropped. */
	private static final Pattern STRIPPED = Pattern
		.compile("dialogue\\.(rooms|events)\\.([^.\\[]*[^A-Za-z0-9_.\\[-][^.\\[]*)([.\\[].*)?");

	private PropertyName() {
	}

	/** The property of a key, as it is to be written. */
	static String of(String map, String key) {
		return PLAIN.matcher(key).matches() ? map + "." + key : map + "[" + key + "]";
	}

	/** Refuses keys of rooms and events that would silently become others. */
	static void checkKeys(ConfigurableEnvironment environment) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					check(name);
				}
			}
		}
	}

	private static void check(String name) {
		Matcher stripped = STRIPPED.matcher(name);
		if (stripped.matches()) {
			String map = "dialogue." + stripped.group(1);
			String key = stripped.group(2);
			throw new DialogueConfigurationException(
					"The key '" + key + "' under " + map + " would be read as '" + key.replaceAll("[^A-Za-z0-9_-]", "")
							+ "': Spring Boot drops all but letters, digits, '-' and '_' from plain keys.",
					"Write the key in brackets: \"[" + key + "]\" in YAML, " + map + "[" + key
							+ "] in a properties file.");
		}
	}

}
