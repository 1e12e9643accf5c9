package io.dialogue.hook;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

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

	private final Map<Key, List<Entry>> byKey = new ConcurrentHashMap<>();

	/**
	 * Adds a listener that outlives the room.
	 * @param roomId the room's id, or {@link #ALL_ROOMS}
	 * @param eventName the event's name, or {@code *} for all
	 * @param listener the listener
	 * @return the way to remove it
	 */
	public ListenerRegistration addLasting(String roomId, String eventName, EventMessageListener<Object> listener) {
		return add(new Key(roomId, eventName), new Entry(listener, true));
	}

	/**
	 * Adds a listener, which ends with the room.
	 * @param roomId the room's id, or {@link #ALL_ROOMS}
	 * @param eventName the event's name, or {@code *} for all
	 * @param listener the listener
	 * @return the way to remove it
	 */
	public ListenerRegistration add(String roomId, String eventName, EventMessageListener<Object> listener) {
		return add(new Key(roomId, eventName), new Entry(listener, false));
	}

	private ListenerRegistration add(Key key, Entry entry) {
		this.byKey.compute(key, (k, known) -> {
			List<Entry> entries = (known != null) ? known : new CopyOnWriteArrayList<>();
			entries.add(entry);
			return entries;
		});
		return () -> removeIf(key, (other) -> other == entry);
	}

	private void removeIf(Key key, Predicate<Entry> condition) {
		this.byKey.computeIfPresent(key, (k, entries) -> {
			entries.removeIf(condition);
			return entries.isEmpty() ? null : entries;
		});
	}

	/**
	 * Removes the listeners that end with a room.
	 * @param roomId the room's id
	 */
	public void removeAll(String roomId) {
		this.byKey.keySet()
			.stream()
			.filter((key) -> key.roomId().equals(roomId))
			.forEach((key) -> removeIf(key, (entry) -> !entry.lasting()));
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
	 * @param sender who triggered it, or {@code null} if the server did
	 */
	public void notify(EventMessage<Object> message, @Nullable Principal sender) {
		call(new Key(message.roomId(), message.event()), message, sender);
		call(new Key(ALL_ROOMS, message.event()), message, sender);
		call(new Key(message.roomId(), EventName.ANY), message, sender);
		call(new Key(ALL_ROOMS, EventName.ANY), message, sender);
	}

	private void call(Key key, EventMessage<Object> message, @Nullable Principal sender) {
		HookRegistry.each("A listener", this.byKey.getOrDefault(key, List.of()),
				(entry) -> entry.listener().onEvent(message, sender));
	}

	private record Key(String roomId, String eventName) {

	}

	/** Not a record: each registration is one of its own. */
	private static final class Entry {

		private final EventMessageListener<Object> listener;

		private final boolean lasting;

		private Entry(EventMessageListener<Object> listener, boolean lasting) {
			this.listener = listener;
			this.lasting = lasting;
		}

		private EventMessageListener<Object> listener() {
			return this.listener;
		}

		private boolean lasting() {
			return this.lasting;
		}

	}

}
