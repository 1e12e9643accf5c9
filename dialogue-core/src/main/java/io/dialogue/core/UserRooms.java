package io.dialogue.core;

import java.util.Set;
import java.util.function.Consumer;

/**
 * The rooms in which a user is, over all of its clients on this node.
 */
public interface UserRooms {

	/**
	 * The rooms' ids when this was asked for.
	 * @return the ids
	 */
	Set<String> ids();

	/**
	 * Calls back for each room.
	 * @param callback takes a room's id
	 */
	void forAll(Consumer<String> callback);

	/**
	 * Lets all of the user's clients leave all rooms.
	 */
	default void leaveAll() {
		leaveAll((roomId) -> {
		});
	}

	/**
	 * Lets all of the user's clients leave all rooms, and calls back for each room
	 * afterwards; also in {@code onDisconnected}, when the seats are free already.
	 * @param callback takes a room's id
	 */
	void leaveAll(Consumer<String> callback);

}
