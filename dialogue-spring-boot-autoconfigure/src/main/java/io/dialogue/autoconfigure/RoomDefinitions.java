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
import io.dialogue.gateway.ClientRooms;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomId;

/**
 * Makes the definitions of rooms from the properties, and checks that they fit the events
 * that are declared.
 */
final class RoomDefinitions {

	private final Set<String> declared;

	RoomDefinitions(EventRegistry events) {
		this.declared = new TreeSet<>(events.all().stream().map(EventDefinition::name).toList());
	}

	Collection<RoomDefinition> rooms(Map<String, DialogueProperties.Room> properties) {
		Map<String, RoomDefinition> rooms = new LinkedHashMap<>();
		properties.forEach((key, room) -> {
			RoomDefinition definition = room(key, room);
			if (rooms.put(definition.id(), definition) != null) {
				throw new DialogueConfigurationException("Room '" + definition.id() + "' is declared twice.",
						"Give " + property(key) + ".id another value, or remove one of the rooms.");
			}
		});
		return rooms.values();
	}

	private RoomDefinition room(String key, DialogueProperties.Room room) {
		String id = idOf(key, room);
		String property = property(key);
		checkId(id, property);
		checkName(id, room.name(), property);
		String subject = "Room '" + id + "'";
		checkMaxSize(subject, property, room.maxSize());
		checkHistory(subject, property, room.syncHistoryOnJoin());
		checkEvents(subject, property + ".events", room.events());
		checkServerEvents(subject, property + ".server-events", room.serverEvents());
		checkSubscriptions(subject, property, room.events(), room.serverEvents(), room.defaultSubscriptions());
		return RoomDefinition.builder(id, String.valueOf(room.name()))
			.description(room.description())
			.maxSize(room.maxSize())
			.events(room.events())
			.serverEvents(room.serverEvents())
			.defaultSubscriptions(room.defaultSubscriptions())
			.historyOnJoin(room.syncHistoryOnJoin().limit())
			.label(id)
			.build();
	}

	ClientRooms clientRooms(DialogueProperties.ClientRooms rooms) {
		String subject = "A room that clients create";
		String property = "dialogue.client-rooms";
		checkMaxSize(subject, property, rooms.maxSize());
		checkHistory(subject, property, rooms.syncHistoryOnJoin());
		checkEvents(subject, property + ".events", rooms.events());
		checkServerEvents(subject, property + ".server-events", rooms.serverEvents());
		checkSubscriptions(subject, property, rooms.events(), rooms.serverEvents(), rooms.defaultSubscriptions());
		return new ClientRooms(rooms.enabled(), rooms.maxSize(), rooms.events(), rooms.serverEvents(),
				rooms.defaultSubscriptions(), rooms.syncHistoryOnJoin().limit());
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
