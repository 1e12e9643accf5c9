package io.dialogue.autoconfigure;

import java.util.Collection;
import java.util.List;

import io.dialogue.gateway.ClientRooms;
import io.dialogue.room.RoomDefinition;

/**
 * The rooms of the configuration, mapped once.
 *
 * @param definitions the rooms
 * @param clientRooms what rooms are like that clients create
 */
record ConfiguredRooms(Collection<RoomDefinition> definitions, ClientRooms clientRooms) {

	ConfiguredRooms {
		definitions = List.copyOf(definitions);
	}

	boolean contains(String roomId) {
		return this.definitions.stream().anyMatch((definition) -> definition.id().equals(roomId));
	}

}
