package io.dialogue.membership;

import java.util.concurrent.CompletableFuture;

import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomLookup;

/**
 * Creates, finds and deletes rooms. Safe for use by several threads; no method blocks.
 */
public interface RoomManager extends RoomLookup {

	/**
	 * Creates a room and tells the clients that may see it.
	 * @param definition what to make it from
	 * @return completes with the room; fails with
	 * {@link io.dialogue.error.DialogueException} ({@code ROOM_EXISTS}) if there is one
	 * of that id, or if there are too many rooms
	 */
	CompletableFuture<Room> create(RoomDefinition definition);

	/**
	 * Creates a room of the template whose pattern its id matches, and tells the clients
	 * if the template says so.
	 * @param roomId the room's id
	 * @return completes with the room; fails with
	 * {@link io.dialogue.error.DialogueException}: {@code ROOM_NOT_FOUND} if no template
	 * provides for it, {@code ROOM_EXISTS} if it is there, {@code RATE_LIMITED} if there
	 * are too many
	 */
	CompletableFuture<Room> create(String roomId);

	/**
	 * Deletes a room: its members lose their seats, clients are told once, its history is
	 * given to the {@code onCleanup} hooks. A room that is later created under the same
	 * id starts clean.
	 * @param roomId the room's id
	 * @return completes with whether there was such a room; it is gone when this method
	 * returns, and the hooks have run when the future is complete
	 */
	CompletableFuture<Boolean> delete(String roomId);

	/**
	 * Deletes exactly this room, and none that was created under its id later: for who
	 * has decided about this one.
	 * @param room the room
	 * @return completes with whether it was still there, as {@link #delete(String)} does
	 */
	CompletableFuture<Boolean> delete(Room room);

}
