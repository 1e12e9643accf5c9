package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.dialogue.client.ConnectedClient;

/**
 * Decides whether a client does something too often. Must be safe for use by several
 * threads and must not block; a shared limiter answers later.
 */
public interface RateLimiter {

	/**
	 * Asks for one permit.
	 * @param request what the client is about to do
	 * @return zero if it may; otherwise the time after which it may try again
	 */
	CompletionStage<Duration> tryAcquire(RateLimitRequest request);

	/**
	 * Forgets a client that has gone.
	 * @param client the client
	 */
	void forget(ConnectedClient client);

	/**
	 * Forgets a room that was deleted.
	 * @param roomId the room's id
	 */
	default void forgetRoom(String roomId) {
	}

}
