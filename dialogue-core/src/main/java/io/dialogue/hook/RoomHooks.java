package io.dialogue.hook;

import io.dialogue.room.Room;

/**
 * Hooks on the life of rooms, those from configuration included. Beans of this type are
 * called in their order, off the I/O threads; what they throw is logged.
 */
public interface RoomHooks {

	/**
	 * Called when a room was created.
	 * @param room the room
	 * @throws Exception is logged
	 */
	default void onCreated(Room room) throws Exception {
	}

	/**
	 * Called when a room was deleted.
	 * @param roomId the room's id
	 * @throws Exception is logged
	 */
	default void onDeleted(String roomId) throws Exception {
	}

}
