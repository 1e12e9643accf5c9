package io.dialogue.hook;

import org.jspecify.annotations.Nullable;

import io.dialogue.access.AccessAction;
import io.dialogue.client.ConnectedClient;
import io.dialogue.room.RoomDefinition;

/**
 * What a client is about to do.
 *
 * @param action what it is
 * @param client the client
 * @param room what the room was made from, or is to be made from
 * @param eventName the name of the event that is to be triggered, or {@code null}
 */
public record AccessRequest(AccessAction action, ConnectedClient client, RoomDefinition room,
		@Nullable String eventName) {

	/**
	 * The room's id.
	 * @return the id
	 */
	public String roomId() {
		return this.room.id();
	}

}
