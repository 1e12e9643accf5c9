package io.dialogue.core;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.event.TriggerResult;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;

/**
 * What an application does with rooms, events and clients. Safe for use by several
 * threads; no method blocks, whatever thread calls it.
 * <p>
 * Triggers of one thread into one room keep their order. A trigger that is refused fails
 * its future and is also logged once. Hooks and listeners should not wait for such a
 * future. Payloads are serialised later: they must not be changed after they were given.
 * What is guaranteed about delivery stands with the {@link io.dialogue.core package}.
 */
public interface DialogueOperations {

	/**
	 * Triggers the event that is declared with the payload's type, from {@code system}.
	 * @param roomId the room's id
	 * @param payload the payload
	 * @return completes when the event was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	default CompletableFuture<TriggerResult> trigger(String roomId, Object payload) {
		return to(roomId).trigger(payload);
	}

	/**
	 * Triggers an event by name, from {@code system}.
	 * @param roomId the room's id
	 * @param eventName the event's name
	 * @param data the payload, {@code null} for null
	 * @return completes when the event was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	default CompletableFuture<TriggerResult> trigger(String roomId, String eventName, @Nullable Object data) {
		return to(roomId).trigger(eventName, data);
	}

	/**
	 * Begins an event for a room.
	 * @param roomId the room's id
	 * @return the event, to be given a sender, meta and so on
	 */
	TriggerOperations to(String roomId);

	/**
	 * Listens to the event that is declared with a payload type.
	 * @param <T> the type of the payload
	 * @param roomId the room's id, of a room that need not exist yet
	 * @param payloadType the payload's type
	 * @param listener is called for each event after it was published
	 * @return the way to remove the listener, which ends with the room
	 */
	<T> ListenerRegistration on(String roomId, Class<T> payloadType, EventMessageListener<T> listener);

	/**
	 * Listens to an event by name.
	 * @param roomId the room's id, of a room that need not exist yet
	 * @param eventName the event's name, or {@code *} for all
	 * @param listener is called for each event after it was published
	 * @return the way to remove the listener, which ends with the room
	 */
	ListenerRegistration on(String roomId, String eventName, EventMessageListener<Object> listener);

	/**
	 * Looks up a room.
	 * @param roomId the room's id
	 * @return the room, or {@code null} if there is none
	 */
	@Nullable Room room(String roomId);

	/**
	 * All rooms, in the order of their registration.
	 * @return an unmodifiable view
	 */
	Collection<Room> rooms();

	/**
	 * Creates a room of the family whose pattern its id matches, and tells the clients
	 * that may see it if the family's rooms are announced.
	 * @param roomId the room's id
	 * @return completes with the room; fails with
	 * {@link io.dialogue.error.DialogueException} if it exists already, no family
	 * provides for it, or there are too many
	 */
	CompletableFuture<Room> createRoom(String roomId);

	/**
	 * Creates a room and tells the clients that may see it.
	 * @param definition what to make it from
	 * @return completes with the room; fails with
	 * {@link io.dialogue.error.DialogueException} if it exists already
	 */
	CompletableFuture<Room> createRoom(RoomDefinition definition);

	/**
	 * Asks rules and authorizers anew whether a user may be in the rooms in which its
	 * clients are, and removes those that may not from the rooms. To be called when the
	 * application has changed its mind. Never blocks.
	 * @param userId the user's id
	 * @return completes when it is done, for the clients of this node
	 */
	CompletableFuture<Void> reauthorize(String userId);

	/**
	 * Deletes a room and tells the clients.
	 * @param roomId the room's id
	 * @return completes with whether there was such a room
	 */
	CompletableFuture<Boolean> deleteRoom(String roomId);

	/**
	 * Pages through a room's history, newest first.
	 * @param roomId the room's id
	 * @param eventName the event's name, or {@code null} for all events
	 * @param start the index of the first event, 0 for the newest
	 * @param end the index behind the last event
	 * @return completes with the events
	 */
	CompletableFuture<List<EventMessage<?>>> history(String roomId, @Nullable String eventName, int start, int end);

	/**
	 * A user's clients on this node.
	 * @param userId the user's id
	 * @return the clients that are connected
	 */
	List<ConnectedClient> clients(String userId);

	/**
	 * All clients of this node.
	 * @return the clients that are connected
	 */
	List<ConnectedClient> allClients();

	/**
	 * The rooms in which a user's clients on this node are, or were, while their
	 * {@code onDisconnected} hooks run.
	 * @param userId the user's id
	 * @return the rooms
	 */
	UserRooms clientRooms(String userId);

	/**
	 * Whether one of a user's clients on this node is in a room.
	 * @param userId the user's id
	 * @param roomId the room's id
	 * @return {@code true} if it is
	 */
	boolean isInRoom(String userId, String roomId);

	/**
	 * Sends to all of a user's clients on this node, without envelope.
	 * @param userId the user's id
	 * @param event the message's name
	 * @param data its argument, serialised with Jackson
	 * @return to how many clients
	 */
	int sendToUser(String userId, String event, @Nullable Object data);

	/**
	 * Sends to one client, without envelope.
	 * @param clientId the client's id
	 * @param event the message's name
	 * @param data its argument, serialised with Jackson
	 * @return whether the client is connected to this node
	 */
	boolean sendToClient(String clientId, String event, @Nullable Object data);

	/**
	 * Sends to one client, without envelope, and asks for an acknowledgement: what the
	 * client calls back with, as in JavaScript
	 * {@code socket.on(event, (data, ack) => ack(answer))}. See
	 * {@link io.dialogue.client.ClientSocket#sendWithAck}.
	 * @param <R> the type of the answer
	 * @param clientId the client's id
	 * @param event the message's name
	 * @param data its argument, serialised with Jackson
	 * @param answerType the type of the answer; {@code Void} for whatever the client
	 * answers, which is left out, and {@code JsonNode} for the answer as it is
	 * @param timeout how long to wait
	 * @return completes with the answer, on a worker's thread; fails with
	 * {@link io.dialogue.client.AckException} if the client is not connected to this
	 * node, its connection ends first, the time is over, too many acknowledgements of it
	 * wait, or the answer is invalid
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	<R> CompletableFuture<R> sendToClientWithAck(String clientId, String event, @Nullable Object data,
			Class<R> answerType, Duration timeout);

	/**
	 * Sends to all clients of this node, without envelope.
	 * @param event the message's name
	 * @param data its argument, serialised with Jackson
	 * @return to how many clients
	 */
	int broadcastToAll(String event, @Nullable Object data);

	/**
	 * Takes the seats of all of a user's clients on this node in a room away, and tells
	 * them why. No event that is triggered in the room after this method returned reaches
	 * the user, who may join again, though.
	 * @param roomId the room's id
	 * @param userId the user's id
	 * @param reason the reason, in words for the user
	 * @return completes with how many clients were members
	 */
	CompletableFuture<Integer> removeFromRoom(String roomId, String userId, String reason);

	/**
	 * Ends all of a user's connections to this node, and tells them to stay away. No
	 * event that is triggered after this method returned reaches the user, who may
	 * connect again, though.
	 * @param userId the user's id
	 * @return how many there were
	 */
	int disconnectUser(String userId);

	/**
	 * Revokes a user's access: ends all of the user's connections, drops what waits for
	 * them, and refuses from now on, also at {@code dialogue:refresh}, the credentials
	 * that were issued until now, as long as they would be valid. Credentials that are
	 * issued later are accepted.
	 * <p>
	 * When this method has returned, no later event reaches the user through this node.
	 * @param userId the user's id
	 * @return completes when the same holds for all nodes
	 */
	CompletableFuture<Void> revoke(String userId);

	/**
	 * Takes {@link #revoke} back: what was issued to the user before is accepted again.
	 * @param userId the user's id
	 * @return completes when it is in effect on all nodes
	 */
	CompletableFuture<Void> reinstate(String userId);

}
