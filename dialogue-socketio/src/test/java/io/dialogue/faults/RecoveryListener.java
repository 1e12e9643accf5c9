package io.dialogue.faults;

import tools.jackson.databind.JsonNode;

/**
 * Told what happens to clients, each on its event loop.
 */
public interface RecoveryListener {

	/**
	 * A client begins to connect.
	 * @param client the client
	 */
	default void connecting(RecoveringClient client) {
	}

	/**
	 * A client lost its connection.
	 * @param client the client
	 */
	default void lost(RecoveringClient client) {
	}

	/**
	 * A client joined a room.
	 * @param client the client
	 * @param roomId the room's id
	 * @param standing where it stands
	 */
	void joined(RecoveringClient client, String roomId, Standing standing);

	/**
	 * A client received an event.
	 * @param client the client
	 * @param roomId the room's id
	 * @param envelope the event
	 */
	void received(RecoveringClient client, String roomId, JsonNode envelope);

	/**
	 * A client's trigger was acknowledged.
	 * @param client the client
	 * @param id the trigger's idempotency key
	 * @param answer the acknowledgement
	 */
	default void acknowledged(RecoveringClient client, String id, JsonNode answer) {
	}

	/**
	 * The server broke a promise.
	 * @param client the client
	 * @param what how
	 */
	void violated(RecoveringClient client, String what);

	/**
	 * Where a client stands in a room when it has joined.
	 *
	 * @param epoch the life of the room's history
	 * @param from the offset up to which the client had seen events
	 * @param head the offset of the newest event
	 * @param complete whether it gets all that is between; otherwise there is a gap
	 */
	record Standing(String epoch, long from, long head, boolean complete) {

	}

}
