package io.dialogue.client;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A client that is connected to this node. A user with several tabs or devices is several
 * clients. Safe for use by several threads; no method blocks.
 */
public interface ConnectedClient extends ClientSocket {

	/**
	 * The user's id, which travels as {@code from} with what the client triggers.
	 * @return the id
	 */
	String userId();

	/**
	 * What the client sent as connect payload, without {@code token}, {@code userId} and
	 * {@code session}. Claims of the client, not facts.
	 * @return an unmodifiable map
	 */
	Map<String, Object> meta();

	/**
	 * Takes a seat in a room, without asking rules, authorizers and the
	 * {@code beforeJoin} hooks, so that the seat stays until it is given up; the room is
	 * created if its family is created by joining. Capacity counts, the client is told,
	 * history is sent, {@code onJoined} runs. In memory, the seat is taken when this
	 * method returns.
	 * @param roomId the room's id
	 * @return completes when the client is a member; fails with
	 * {@link io.dialogue.error.DialogueException} if the room is not there or full, or if
	 * the seat is taken away again before the client was told of it
	 */
	CompletableFuture<Void> join(String roomId);

	/**
	 * Gives up the seat in a room, and tells the client. Does nothing if it has none.
	 * @param roomId the room's id
	 * @return completes with whether the client was a member
	 */
	CompletableFuture<Boolean> leave(String roomId);

	/**
	 * Takes the client's seat in a room away, and tells it why. Does nothing if it has
	 * none. No event that is triggered after this method returned reaches the client
	 * through that room.
	 * @param roomId the room's id
	 * @param reason the reason, in words for the client
	 * @return completes with whether the client was a member
	 */
	CompletableFuture<Boolean> leave(String roomId, String reason);

	/**
	 * Subscribes the client to an event of a room in which it is.
	 * @param roomId the room's id
	 * @param eventName the event's name, or {@code *} for all
	 * @throws io.dialogue.error.DialogueException if the client is no member, or has too
	 * many subscriptions
	 */
	void subscribe(String roomId, String eventName);

	/**
	 * Subscribes the client to all events of a room in which it is.
	 * @param roomId the room's id
	 */
	default void subscribeAll(String roomId) {
		subscribe(roomId, "*");
	}

	/**
	 * Ends a subscription. Does nothing if there is none.
	 * @param roomId the room's id
	 * @param eventName the event's name, or {@code *} for the subscription to all
	 */
	void unsubscribe(String roomId, String eventName);

	/**
	 * The rooms in which the client is; after it has gone and until the
	 * {@code onDisconnected} hooks have returned, those in which it was.
	 * @return the rooms' ids, in the order of joining; a copy
	 */
	Set<String> rooms();

	/**
	 * Whether the client is in a room, or was until it has gone (see {@link #rooms}).
	 * @param roomId the room's id
	 * @return {@code true} if it is among {@link #rooms}
	 */
	boolean isIn(String roomId);

	/**
	 * The client's subscriptions in a room.
	 * @param roomId the room's id
	 * @return the events' names; a copy, empty if it is no member
	 */
	Set<String> subscriptions(String roomId);

	/**
	 * When the client asked for something last, or connected. Heartbeats do not count.
	 * @return the time
	 */
	Instant lastSeen();

	/**
	 * Whether the client can still be reached.
	 * @return {@code false} if it has gone or is going
	 */
	boolean isConnected();

}
