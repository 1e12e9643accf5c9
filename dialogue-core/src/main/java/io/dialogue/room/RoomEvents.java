package io.dialogue.room;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.dialogue.error.DialogueException;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.event.TriggerResult;

/**
 * What rooms do with events: the seam between rooms and the pipeline.
 */
public interface RoomEvents {

	/**
	 * Triggers an event. Never blocks; triggers of one thread into one room keep their
	 * order.
	 * @param trigger the event
	 * @return completes when it was published
	 */
	CompletableFuture<TriggerResult> trigger(ServerTrigger trigger);

	/**
	 * Refuses an event before it began its way.
	 * @param roomId the room's id
	 * @param event the event's name
	 * @param refusal why
	 * @return a future that failed
	 */
	CompletableFuture<TriggerResult> refuse(String roomId, String event, DialogueException refusal);

	/**
	 * The name of the event that is declared with a payload type.
	 * @param payloadType the type
	 * @return the event's name
	 * @throws IllegalArgumentException if there is none
	 */
	String nameOf(Class<?> payloadType);

	/**
	 * Listens to an event of a room.
	 * @param roomId the room's id
	 * @param eventName the event's name, or {@code *} for all
	 * @param listener the listener
	 * @return the way to remove it
	 */
	ListenerRegistration on(String roomId, String eventName, EventMessageListener<Object> listener);

	/**
	 * Pages through a room's history.
	 * @param roomId the room's id
	 * @param eventName the event's name, or {@code null} for all
	 * @param start the index of the first event
	 * @param end the index behind the last event
	 * @return completes with the events, newest first
	 */
	CompletableFuture<List<EventMessage<?>>> history(String roomId, @Nullable String eventName, int start, int end);

}
