package io.dialogue.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dialogue.access.AccessRule;
import io.dialogue.access.RoomAccess;

/**
 * Makes rules of access from the properties, and checks what they name.
 */
final class AccessRules {

	private static final List<String> WORDS = List.of("anyone", "authenticated", "creator", "nobody", "authority:",
			"user:");

	private final Set<String> authorities;

	/**
	 * Creates a factory.
	 * @param authorities the authorities that rules may name, all if there are none
	 */
	AccessRules(Set<String> authorities) {
		this.authorities = Set.copyOf(authorities);
	}

	/** The rules of a room, whose id has some variables. */
	RoomAccess parse(String property, DialogueProperties.Access access, Collection<String> variables) {
		RoomAccess defaults = RoomAccess.DEFAULTS;
		Map<String, AccessRule> events = new LinkedHashMap<>();
		access.events().forEach((name, words) -> {
			String own = PropertyName.of(property + ".events", name);
			events.put(name, variables(own, parse(own, words, AccessRule.NOBODY), variables));
		});
		return new RoomAccess(rule(property + ".see", access.see(), defaults.see(), variables),
				rule(property + ".join", access.join(), defaults.join(), variables),
				rule(property + ".trigger", access.trigger(), defaults.trigger(), variables), events,
				rule(property + ".history", access.history(), defaults.history(), variables),
				rule(property + ".create", access.create(), defaults.create(), variables),
				rule(property + ".delete", access.delete(), defaults.delete(), variables));
	}

	private AccessRule rule(String property, @Nullable Set<String> words, AccessRule fallback,
			Collection<String> variables) {
		return variables(property, parse(property, words, fallback), variables);
	}

	/** A rule of which no variables are known. */
	AccessRule parse(String property, @Nullable Set<String> words, AccessRule fallback) {
		if (words == null) {
			return fallback;
		}
		AccessRule rule;
		try {
			rule = AccessRule.of(words);
		}
		catch (IllegalArgumentException ex) {
			throw new DialogueConfigurationException(property + " is no rule: " + ex.getMessage() + ".",
					"Use anyone, authenticated, creator, authority:X, user:X, user:{variable}, several of them, or "
							+ "nobody" + suggestion(words) + ".",
					ex);
		}
		check(property, rule);
		return rule;
	}

	private static String suggestion(Set<String> words) {
		return words.stream()
			.filter((word) -> !WORDS.contains(word))
			.findFirst()
			.map((word) -> NearestName.suggest(word, WORDS))
			.orElse("");
	}

	/** Refuses authorities that are not known, if it is said which are. */
	void check(String origin, AccessRule rule) {
		for (String authority : rule.authorities()) {
			if (!this.authorities.isEmpty() && !this.authorities.contains(authority)) {
				throw new DialogueConfigurationException(
						origin + " names authority '" + authority + "', which is not among those that are declared.",
						"Correct it" + NearestName.suggest(authority, this.authorities)
								+ ", or add it to dialogue.authorization.authorities.");
			}
		}
	}

	private static AccessRule variables(String property, AccessRule rule, Collection<String> variables) {
		for (String variable : rule.variables()) {
			if (!variables.contains(variable)) {
				throw new DialogueConfigurationException(
						property + " names variable '" + variable + "', which the room's id does not have.",
						variables.isEmpty()
								? "Use user:X with the id of a user, or give the room an id with a variable, "
										+ "as in \"[user-{userId}]\"."
								: "Correct it" + NearestName.suggest(variable, variables) + ": the id has "
										+ String.join(", ", variables) + ".");
			}
		}
		return rule;
	}

}
