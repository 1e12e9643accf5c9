package io.dialogue.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventName;
import io.dialogue.event.EventRegistry;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomId;
import io.dialogue.room.RoomIdPattern;
import io.dialogue.room.RoomSettings;
import io.dialogue.room.RoomTemplate;
import io.dialogue.room.RoomTemplates;

/**
 * Makes the definitions of rooms, and of families of rooms, from the properties, and
 * checks that they fit the events that are declared.
 */
final class RoomDefinitions {

	private final Set<String> declared;

	private final AccessRules rules;

	RoomDefinitions(EventRegistry events, AccessRules rules) {
		this.declared = new TreeSet<>(events.all().stream().map(EventDefinition::name).toList());
		this.rules = rules;
	}

	ConfiguredRooms rooms(Map<String, DialogueProperties.Room> properties) {
		Map<String, RoomDefinition> rooms = new LinkedHashMap<>();
		Map<String, RoomTemplate> templates = new LinkedHashMap<>();
		properties.forEach((key, room) -> {
			String id = idOf(key, room);
			Object other = RoomIdPattern.isPattern(id) ? templates.put(id, template(key, room))
					: rooms.put(id, room(key, room));
			if (other != null) {
				throw new DialogueConfigurationException("Room '" + id + "' is declared twice.",
						"Give " + property(key) + ".id another value, or remove one of the rooms.");
			}
		});
		checkOverlaps(List.copyOf(templates.values()));
		return new ConfiguredRooms(rooms.values(), new RoomTemplates(templates.values()));
	}

	private RoomDefinition room(String key, DialogueProperties.Room room) {
		String id = idOf(key, room);
		String property = property(key);
		checkId(id, property);
		checkName(id, room.name(), property);
		RoomFamilies.checkAbsent(id, property, room);
		return new RoomDefinition(id, String.valueOf(room.name()), settings(id, property, room, List.of(), true), null,
				null, Map.of());
	}

	private RoomTemplate template(String key, DialogueProperties.Room room) {
		String id = idOf(key, room);
		String property = property(key);
		RoomIdPattern pattern = RoomFamilies.pattern(id, property);
		checkName(id, room.name(), property);
		return RoomFamilies.template(pattern, property, room, settings(id, property, room, pattern.variables(), false));
	}

	private RoomSettings settings(String id, String property, DialogueProperties.Room room, List<String> variables,
			boolean announced) {
		String subject = "Room '" + id + "'";
		checkMaxSize(subject, property, room.maxSize());
		checkHistory(subject, property, room.syncHistoryOnJoin());
		checkEvents(subject, property + ".events", room.events());
		checkServerEvents(subject, property + ".server-events", room.serverEvents());
		checkSubscriptions(subject, property, room.events(), room.serverEvents(), room.defaultSubscriptions());
		checkEvents("An access rule of room '" + id + "'", property + ".access.events",
				room.access().events().keySet());
		return new RoomSettings(room.description(), room.maxSize(), room.events(), room.serverEvents(),
				room.defaultSubscriptions(), room.syncHistoryOnJoin().limit(),
				this.rules.parse(property + ".access", room.access(), variables),
				(room.announce() != null) ? room.announce() : announced, room.exclusiveGroup(), id);
	}

	private static void checkOverlaps(List<RoomTemplate> templates) {
		for (int i = 0; i < templates.size(); i++) {
			for (RoomTemplate other : templates.subList(i + 1, templates.size())) {
				if (templates.get(i).pattern().overlaps(other.pattern())) {
					throw new DialogueConfigurationException(
							"Rooms '" + templates.get(i).id() + "' and '" + other.id()
									+ "' overlap: there are ids that match both.",
							"Give one of them another beginning, or separate its variables by ':', which no variable "
									+ "stands for.");
				}
			}
		}
	}

	static String idOf(String key, DialogueProperties.Room room) {
		return (room.id() != null) ? room.id() : key;
	}

	static String property(String key) {
		return PropertyName.of("dialogue.rooms", key);
	}

	private static void checkId(String id, String property) {
		if (!RoomId.isValid(id)) {
			throw new DialogueConfigurationException("'" + id + "' cannot be the id of a room.",
					"Change " + property + ": an id has letters, digits, '-', ':', '.', '_' and '@', at most "
							+ RoomId.MAX_LENGTH + " of them.");
		}
	}

	private static void checkName(String id, @Nullable String name, String property) {
		if (!StringUtils.hasText(name)) {
			throw new DialogueConfigurationException("Room '" + id + "' has no name.", "Set " + property
					+ ".name. (If the id was to have a dot, write it in brackets, as in \"[" + id + ".one]\".)");
		}
	}

	private static void checkMaxSize(String subject, String property, @Nullable Integer maxSize) {
		if (maxSize != null && maxSize <= 0) {
			throw new DialogueConfigurationException(subject + " has " + maxSize + " seats.",
					"Set " + property + ".max-size to 1 or more, or remove it for a room without limit.");
		}
	}

	private static void checkHistory(String subject, String property, HistoryOnJoin history) {
		if (history.limit() < 0) {
			throw new DialogueConfigurationException(
					subject + " sends " + history.limit() + " events of history on join.", "Set " + property
							+ ".sync-history-on-join to true for all that is kept, to false, or to a number from 0.");
		}
	}

	private void checkEvents(String subject, String property, Collection<String> events) {
		for (String event : events) {
			if (!event.equals(EventName.ANY)) {
				checkDeclared(subject, property, event);
			}
		}
	}

	private void checkServerEvents(String subject, String property, Collection<String> events) {
		events.forEach((event) -> checkDeclared(subject, property, event));
	}

	private void checkDeclared(String subject, String property, String event) {
		if (!this.declared.contains(event)) {
			throw new DialogueConfigurationException(subject + " lists event '" + event + "', which nothing declares.",
					"Correct " + property + NearestName.suggest(event, this.declared)
							+ ", or annotate a record with @DialogueEvent(\"" + event + "\").");
		}
	}

	private static void checkSubscriptions(String subject, String property, Set<String> events,
			Set<String> serverEvents, Set<String> subscriptions) {
		List<String> all = new ArrayList<>(events);
		all.addAll(serverEvents);
		for (String subscription : subscriptions) {
			if (!subscription.equals(EventName.ANY) && !all.contains(subscription) && !all.contains(EventName.ANY)) {
				throw new DialogueConfigurationException(
						subject + " subscribes its members to event '" + subscription + "', which it does not have.",
						"Correct " + property + ".default-subscriptions" + NearestName.suggest(subscription, all)
								+ ", or add the event to " + property + ".events (" + property
								+ ".server-events if only the server triggers it).");
			}
		}
	}

}
