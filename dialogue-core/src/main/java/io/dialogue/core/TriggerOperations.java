package io.dialogue.core;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.dialogue.event.TriggerResult;

/**
 * An event that is being put together for one room. Each method but {@code trigger}
 * returns a new object.
 */
public interface TriggerOperations {

	/**
	 * Names the sender.
	 * @param userId what members see as {@code from}; {@code system} by default
	 * @return the same event from that sender
	 */
	TriggerOperations from(String userId);

	/**
	 * Adds to what travels beside the data.
	 * @param key the name
	 * @param value the value, serialised with Jackson
	 * @return the same event with it
	 */
	TriggerOperations meta(String key, @Nullable Object value);

	/**
	 * Adds to what travels beside the data.
	 * @param entries names and values
	 * @return the same event with them
	 */
	TriggerOperations meta(Map<String, ?> entries);

	/**
	 * Sets an idempotency key: within a window, the same key from the same sender in the
	 * same room is published once.
	 * @param key the key
	 * @return the same event with it
	 */
	TriggerOperations id(String key);

	/**
	 * Leaves out one client.
	 * @param clientId the id of a client that does not receive the event
	 * @return the same event without it
	 */
	TriggerOperations except(String clientId);

	/**
	 * Triggers the event that is declared with the payload's type. Never blocks.
	 * @param payload the payload
	 * @return completes when the event was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	CompletableFuture<TriggerResult> trigger(Object payload);

	/**
	 * Triggers an event by name. Never blocks.
	 * @param eventName the event's name
	 * @param data the payload, {@code null} for null
	 * @return completes when the event was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	CompletableFuture<TriggerResult> trigger(String eventName, @Nullable Object data);

}
