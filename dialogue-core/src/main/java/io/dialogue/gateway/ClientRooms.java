package io.dialogue.gateway;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dialogue.room.RoomDefinition;

/**
 * Whether clients may create rooms, and what such rooms are like.
 *
 * @param enabled whether they may
 * @param maxSize the largest number of seats they may ask for, and the number of seats if
 * they ask for none; {@code null} for no limit
 * @param events the events that clients may trigger in such rooms
 * @param serverEvents the events that only the server triggers in such rooms
 * @param defaultSubscriptions the events to which clients are subscribed when they join
 * @param historyOnJoin how many kept events a client is sent when it joins
 */
public record ClientRooms(boolean enabled, @Nullable Integer maxSize, Set<String> events, Set<String> serverEvents,
		Set<String> defaultSubscriptions, int historyOnJoin) {

	/** Clients may create no rooms. */
	public static final ClientRooms DISABLED = new ClientRooms(false, null, Set.of(), Set.of(), Set.of(), 0);

	RoomDefinition define(String id, String name, @Nullable String description, @Nullable Integer seats,
			String userId) {
		return RoomDefinition.builder(id, name)
			.description(description)
			.maxSize((seats != null) ? seats : this.maxSize)
			.events(this.events)
			.serverEvents(this.serverEvents)
			.defaultSubscriptions(this.defaultSubscriptions)
			.historyOnJoin(this.historyOnJoin)
			.createdById(userId)
			.build();
	}

}
