package io.dialogue.ratelimit;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;
import io.dialogue.room.RoomDefinition;

/**
 * What a client is about to do.
 *
 * @param action the kind of action
 * @param client the client
 * @param room what the room was made from, or {@code null} if the request names none in
 * which the client is
 * @param eventName the event's name, or {@code null}
 */
public record RateLimitRequest(RateLimitedAction action, ConnectedClient client, @Nullable RoomDefinition room,
		@Nullable String eventName) {

	/**
	 * The room's id.
	 * @return the id, or {@code null}
	 */
	public @Nullable String roomId() {
		return (this.room != null) ? this.room.id() : null;
	}

}
