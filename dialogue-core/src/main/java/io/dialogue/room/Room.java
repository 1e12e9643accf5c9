package io.dialogue.room;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.event.TriggerResult;

/**
 * A room: a place with seats, in which members trigger and receive events. Safe for use
 * by several threads; no method blocks.
 */
public interface Room {

	/**
	 * What the room was made from.
	 * @return the definition
	 */
	RoomDefinition definition();

	/**
	 * The room's id.
	 * @return the id
	 */
	default String id() {
		return definition().id();
	}

	/**
	 * The name for people.
	 * @return the name
	 */
	default String name() {
		return definition().name();
	}

	/**
	 * The description for people.
	 * @return the description, or {@code null}
	 */
	default @Nullable String description() {
		return definition().description();
	}

	/**
	 * The number of seats.
	 * @return the number, or {@code null} for no limit
	 */
	default @Nullable Integer maxSize() {
		return definition().maxSize();
	}

	/**
	 * The events that clients may trigger.
	 * @return the events' names
	 */
	default Set<String> events() {
		return definition().events();
	}

	/**
	 * The events to which clients are subscribed when they join.
	 * @return the events' names
	 */
	default Set<String> defaultSubscriptions() {
		return definition().defaultSubscriptions();
	}

	/**
	 * The user who created the room.
	 * @return the user's id, or {@code null}
	 */
	default @Nullable String createdById() {
		return definition().createdById();
	}

	/**
	 * The variables of the room's id, if it was made from a template: of
	 * {@code game-{gameId}}, {@code gameId}.
	 * @return the values by name; empty if it was not
	 */
	default Map<String, String> variables() {
		return definition().variables();
	}

	/**
	 * The number of seats that are taken, on all nodes.
	 * @return the number
	 */
	int size();

	/**
	 * Whether all seats are taken.
	 * @return {@code true} if nobody else can join
	 */
	default boolean isFull() {
		Integer seats = maxSize();
		return seats != null && size() >= seats;
	}

	/**
	 * The members that are connected to this node.
	 * @return a view, weakly consistent
	 */
	Collection<ConnectedClient> participants();

	/**
	 * Whether a client of this node is a member.
	 * @param clientId the client's id
	 * @return {@code true} if it has a seat
	 */
	boolean isMember(String clientId);

	/**
	 * Triggers the event that is declared with the payload's type, as
	 * {@link EventMessage#SYSTEM}. Never blocks.
	 * @param payload the payload
	 * @return completes when the event was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	CompletableFuture<TriggerResult> trigger(Object payload);

	/**
	 * Triggers an event by name, as {@link EventMessage#SYSTEM}. Never blocks.
	 * @param eventName the event's name
	 * @param data the payload, {@code null} for null
	 * @return completes when the event was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	CompletableFuture<TriggerResult> trigger(String eventName, @Nullable Object data);

	/**
	 * Listens to the event that is declared with a payload type.
	 * @param <T> the type of the payload
	 * @param payloadType the payload's type
	 * @param listener is called for each event after it was published
	 * @return the way to remove the listener
	 */
	<T> ListenerRegistration on(Class<T> payloadType, EventMessageListener<T> listener);

	/**
	 * Listens to an event by name.
	 * @param eventName the event's name, or {@code *} for all
	 * @param listener is called for each event after it was published
	 * @return the way to remove the listener
	 */
	ListenerRegistration on(String eventName, EventMessageListener<Object> listener);

	/**
	 * Pages through the room's history, newest first, beyond what is kept through the
	 * {@code onLoad} hooks.
	 * @param eventName the event's name, or {@code null} for all events
	 * @param start the index of the first event, 0 for the newest
	 * @param end the index behind the last event
	 * @return completes with the events
	 */
	CompletableFuture<List<EventMessage<?>>> history(@Nullable String eventName, int start, int end);

}
