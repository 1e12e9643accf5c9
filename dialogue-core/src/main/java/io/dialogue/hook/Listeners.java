package io.dialogue.hook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;
import io.dialogue.event.EventName;
import io.dialogue.event.ListenerRegistration;

/**
 * The listeners to events after they were published, by room and event.
 */
public final class Listeners {

	/** Stands for all rooms. */
	public static final String ALL_ROOMS = "";

	private final Map<Key, List<EventMessageListener<Object>>> byKey = new ConcurrentHashMap<>();

	/**
	 * Adds a listener.
	 * @param roomId the room's id, or {@link #ALL_ROOMS}
	 * @param eventName the event's name, or {@code *} for all
	 * @param listener the listener
	 * @return the way to remove it
	 */
	public ListenerRegistration add(String roomId, String eventName, EventMessageListener<Object> listener) {
		Key key = new Key(roomId, eventName);
		this.byKey.compute(key, (k, known) -> {
			List<EventMessageListener<Object>> listeners = (known != null) ? known : new CopyOnWriteArrayList<>();
			listeners.add(listener);
			return listeners;
		});
		return () -> remove(key, listener);
	}

	private void remove(Key key, EventMessageListener<Object> listener) {
		this.byKey.computeIfPresent(key, (k, listeners) -> {
			listeners.remove(listener);
			return listeners.isEmpty() ? null : listeners;
		});
	}

	/**
	 * Removes the listeners that were added to one room.
	 * @param roomId the room's id
	 */
	public void removeAll(String roomId) {
		this.byKey.keySet().removeIf((key) -> key.roomId().equals(roomId));
	}

	/**
	 * Whether anybody listens to an event.
	 * @param roomId the room's id
	 * @param eventName the event's name
	 * @return {@code true} if at least one listener would be called
	 */
	public boolean any(String roomId, String eventName) {
		return !this.byKey.isEmpty() && (this.byKey.containsKey(new Key(roomId, eventName))
				|| this.byKey.containsKey(new Key(ALL_ROOMS, eventName))
				|| this.byKey.containsKey(new Key(roomId, EventName.ANY))
				|| this.byKey.containsKey(new Key(ALL_ROOMS, EventName.ANY)));
	}

	/**
	 * Calls the listeners to an event; one that throws is logged.
	 * @param message the event
	 */
	public void notify(EventMessage<Object> message) {
		call(new Key(message.roomId(), message.event()), message);
		call(new Key(ALL_ROOMS, message.event()), message);
		call(new Key(message.roomId(), EventName.ANY), message);
		call(new Key(ALL_ROOMS, EventName.ANY), message);
	}

	private void call(Key key, EventMessage<Object> message) {
		HookRegistry.each("A listener", this.byKey.getOrDefault(key, List.of()),
				(listener) -> listener.onEvent(message));
	}

	private record Key(String roomId, String eventName) {

	}

}
