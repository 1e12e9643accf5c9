package io.dialogue.ratelimit;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;

/**
 * What a client is about to do.
 *
 * @param action the kind of action
 * @param client the client
 * @param roomId the room's id, or {@code null} if the request names none that exists
 * @param eventName the event's name, or {@code null}
 */
public record RateLimitRequest(RateLimitedAction action, ConnectedClient client, @Nullable String roomId,
		@Nullable String eventName) {

}
