package io.dialogue.hook;

import io.dialogue.client.ClientRegistry;
import io.dialogue.room.RoomLookup;

/**
 * What hooks may look up: the clients of this node and the rooms. Lookups, not copies.
 */
public interface DialogueContext {

	/**
	 * The clients that are connected to this node.
	 * @return the registry
	 */
	ClientRegistry clients();

	/**
	 * The rooms.
	 * @return the lookup
	 */
	RoomLookup rooms();

}
