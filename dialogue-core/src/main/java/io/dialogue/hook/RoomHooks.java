package io.dialogue.hook;

import io.dialogue.room.Room;

/**
 * Hooks on the life of rooms, those from configuration included. Beans of this type are
 * called in their order, off the I/O threads; what they throw is logged. For rooms of one
 * id they are called one after the other, as the rooms came and went: a hook must not
 * wait for the deletion of the room for which it is called.
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
	 * Called when a room was deleted, after {@link #onCreated} has returned and the
	 * room's history was given to {@code onCleanup}.
	 * @param roomId the room's id
	 * @throws Exception is logged
	 */
	default void onDeleted(String roomId) throws Exception {
	}

}
