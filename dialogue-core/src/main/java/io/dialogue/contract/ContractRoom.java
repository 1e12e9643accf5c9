package io.dialogue.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.event.EventName;

/**
 * A room, or a family of rooms, with its events. Immutable.
 *
 * @param id the room's id; in braces what varies, as in {@code game-{gameId}}
 * @param name the name for people
 * @param description the description for people, if any
 * @param trigger names of the events that clients may trigger; {@code *} alone for any
 * @param receive names of the events that clients may receive; {@code *} alone for any
 */
public record ContractRoom(String id, String name, @Nullable String description, Set<String> trigger,
		Set<String> receive) {

	private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");

	public ContractRoom {
		Assert.hasText(id, "A room needs an id");
		trigger = simplify(trigger);
		receive = simplify(receive);
	}

	/**
	 * A room of which clients receive what they may trigger, and more.
	 * @param id the room's id; in braces what varies
	 * @param name the name for people
	 * @param description the description for people, if any
	 * @param events names of the events that clients may trigger, {@code *} for any
	 * @param serverEvents names of the events that only the server triggers
	 * @return the room
	 */
	public static ContractRoom of(String id, String name, @Nullable String description, Collection<String> events,
			Collection<String> serverEvents) {
		Set<String> receive = new TreeSet<>(events);
		receive.addAll(serverEvents);
		return new ContractRoom(id, name, description, new TreeSet<>(events), receive);
	}

	/**
	 * Whether there may be several such rooms.
	 * @return {@code true} if something of the id varies
	 */
	public boolean isFamily() {
		return VARIABLE.matcher(this.id).find();
	}

	/** The names of what varies, in order. */
	List<String> variables() {
		return VARIABLE.matcher(this.id).results().map((variable) -> variable.group(1)).distinct().toList();
	}

	/** What stands between the variables, one part more than there are of them. */
	List<String> literals() {
		return new ArrayList<>(List.of(VARIABLE.split(this.id, -1)));
	}

	/** Whether the ids of another room, or of a family of rooms, are of this family. */
	boolean covers(ContractRoom other) {
		if (!isFamily() || other.id.equals(this.id)) {
			return false;
		}
		StringBuilder pattern = new StringBuilder();
		for (String literal : literals()) {
			pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(literal));
		}
		String sample = VARIABLE.matcher(other.id).replaceAll(Matcher.quoteReplacement("{}"));
		return Pattern.matches(pattern.toString(), sample);
	}

	/** This family, with the events of rooms that are of it. */
	ContractRoom with(Collection<ContractRoom> covered) {
		Set<String> triggered = new TreeSet<>(this.trigger);
		Set<String> received = new TreeSet<>(this.receive);
		covered.forEach((room) -> {
			triggered.addAll(room.trigger);
			received.addAll(room.receive);
		});
		return new ContractRoom(this.id, this.name, this.description, triggered, received);
	}

	private static Set<String> simplify(Set<String> names) {
		return names.contains(EventName.ANY) ? Set.of(EventName.ANY)
				: Collections.unmodifiableSet(new TreeSet<>(names));
	}

}
