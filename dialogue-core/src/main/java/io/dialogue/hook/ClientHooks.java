package io.dialogue.hook;

import io.dialogue.client.ConnectedClient;
import io.dialogue.room.Room;

/**
 * Hooks on the life of clients. Beans of this type are called in their order, off the I/O
 * threads, one at a time for each client. What {@link #beforeJoin} throws refuses the
 * join; what the others throw is logged.
 */
public interface ClientHooks {

	/**
	 * Called when a client was registered and told so.
	 * @param client the client
	 * @throws Exception is logged
	 */
	default void onConnected(ConnectedClient client) throws Exception {
	}

	/**
	 * Called when a client has gone. It still answers in which rooms it was.
	 * @param client the client
	 * @throws Exception is logged
	 */
	default void onDisconnected(ConnectedClient client) throws Exception {
	}

	/**
	 * Called before a client that asked for it gets a seat. May block. Called once more,
	 * with the room that is there by then, if another room has taken the id meanwhile.
	 * @param client the client
	 * @param room the room
	 * @return whether it may join; data and meta are of no account
	 * @throws Exception refuses the join with {@code INTERNAL_ERROR}
	 */
	default HookDecision beforeJoin(ConnectedClient client, Room room) throws Exception {
		return HookDecision.accept();
	}

	/**
	 * Called when a client has a seat and was told so.
	 * @param client the client
	 * @param room the room
	 * @throws Exception is logged
	 */
	default void onJoined(ConnectedClient client, Room room) throws Exception {
	}

	/**
	 * Called when a client gave up a seat that it was told of, or has gone.
	 * @param client the client
	 * @param roomId the room's id
	 * @throws Exception is logged
	 */
	default void onLeft(ConnectedClient client, String roomId) throws Exception {
	}

}
