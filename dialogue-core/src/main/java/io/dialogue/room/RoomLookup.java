package io.dialogue.room;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * Finds rooms. Nothing here is a copy.
 */
public interface RoomLookup {

	/**
	 * Looks up a room.
	 * @param roomId the room's id
	 * @return the room, or {@code null} if there is none
	 */
	@Nullable Room find(String roomId);

	/**
	 * All rooms, in the order of their registration.
	 * @return an unmodifiable view, weakly consistent
	 */
	Collection<Room> all();

	/**
	 * The rooms that clients find in the list of rooms, as far as they may see them, in
	 * the order of their registration.
	 * @return a view, weakly consistent
	 */
	default Collection<Room> announced() {
		return all().stream().filter((room) -> room.definition().announced()).toList();
	}

}
