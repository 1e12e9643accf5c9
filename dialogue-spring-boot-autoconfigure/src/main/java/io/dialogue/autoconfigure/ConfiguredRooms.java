package io.dialogue.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomTemplate;
import io.dialogue.room.RoomTemplates;

/**
 * The rooms of the configuration, mapped once.
 *
 * @param definitions the rooms
 * @param templates the families of rooms
 */
record ConfiguredRooms(Collection<RoomDefinition> definitions, RoomTemplates templates) {

	ConfiguredRooms {
		definitions = List.copyOf(definitions);
	}

	boolean contains(String roomId) {
		return this.definitions.stream().anyMatch((definition) -> definition.id().equals(roomId))
				|| this.templates.find(roomId) != null;
	}

	/** The events that clients may trigger, room by room. */
	Stream<Set<String>> events() {
		return Stream.concat(this.definitions.stream().map(RoomDefinition::events),
				this.templates.all().stream().map(RoomTemplate::settings).map((settings) -> settings.events()));
	}

}
