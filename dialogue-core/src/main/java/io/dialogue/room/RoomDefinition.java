package io.dialogue.room;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.event.EventName;

/**
 * What a room is made from. Immutable.
 *
 * @param id the room's id, by the rule of {@link RoomId}
 * @param name the name for people
 * @param description the description for people, if any
 * @param maxSize the number of seats, or {@code null} for no limit
 * @param events names of the events that clients may trigger: none if empty, any if it
 * holds {@code *}
 * @param serverEvents names of the events that only the server triggers here, for
 * documentation and checks; the server may trigger any event that is declared
 * @param defaultSubscriptions names of the events to which a client is subscribed when it
 * joins; {@code *} for all
 * @param historyOnJoin how many kept events a client is sent when it joins, 0 for none
 * @param createdById the user who created the room and may delete it, or {@code null}
 * @param announced whether clients are told when the room is created and deleted, and see
 * it in the list of rooms
 * @param label the room's name in metrics
 */
public record RoomDefinition(String id, String name, @Nullable String description, @Nullable Integer maxSize,
		Set<String> events, Set<String> serverEvents, Set<String> defaultSubscriptions, int historyOnJoin,
		@Nullable String createdById, boolean announced, String label) {

	/** Sends all that is kept when a client joins. */
	public static final int ALL_HISTORY = Integer.MAX_VALUE;

	/** The name in metrics of rooms that are made at run time. */
	public static final String DYNAMIC = "dynamic";

	public RoomDefinition {
		Assert.isTrue(RoomId.isValid(id), () -> "Room id '" + id + "' may contain only letters, digits, '-', ':', "
				+ "'.', '_' and '@', and at most " + RoomId.MAX_LENGTH + " of them");
		Assert.hasText(name, () -> "Room '" + id + "' needs a name");
		Assert.isTrue(maxSize == null || maxSize > 0, () -> "The size of room '" + id + "' must be positive");
		Assert.isTrue(historyOnJoin >= 0, () -> "The history on join of room '" + id + "' must not be negative");
		events = copy(events);
		serverEvents = copy(serverEvents);
		defaultSubscriptions = copy(defaultSubscriptions);
	}

	/**
	 * Starts a definition.
	 * @param id the room's id
	 * @param name the name for people
	 * @return a builder
	 */
	public static Builder builder(String id, String name) {
		return new Builder(id, name);
	}

	/**
	 * Whether clients may trigger an event.
	 * @param eventName the event's name
	 * @return {@code true} if it is listed, or all are
	 */
	public boolean allows(String eventName) {
		return EventName.isValid(eventName) && (this.events.contains(eventName) || this.events.contains(EventName.ANY));
	}

	private static Set<String> copy(Set<String> names) {
		return Collections.unmodifiableSet(new LinkedHashSet<>(names));
	}

	/**
	 * Collects what a room is made from.
	 */
	public static final class Builder {

		private final String id;

		private final String name;

		private @Nullable String description;

		private @Nullable Integer maxSize;

		private Set<String> events = Set.of();

		private Set<String> serverEvents = Set.of();

		private Set<String> defaultSubscriptions = Set.of();

		private int historyOnJoin;

		private @Nullable String createdById;

		private boolean announced = true;

		private String label = DYNAMIC;

		private Builder(String id, String name) {
			this.id = id;
			this.name = name;
		}

		/**
		 * Sets the description.
		 * @param text the description for people
		 * @return this builder
		 */
		public Builder description(@Nullable String text) {
			this.description = text;
			return this;
		}

		/**
		 * Limits the number of seats.
		 * @param seats the number of seats, {@code null} for no limit
		 * @return this builder
		 */
		public Builder maxSize(@Nullable Integer seats) {
			this.maxSize = seats;
			return this;
		}

		/**
		 * Sets which events clients may trigger.
		 * @param names the events' names, or {@code *}
		 * @return this builder
		 */
		public Builder events(String... names) {
			return events(List.of(names));
		}

		/**
		 * Sets which events clients may trigger.
		 * @param names the events' names, or {@code *}
		 * @return this builder
		 */
		public Builder events(Collection<String> names) {
			this.events = new LinkedHashSet<>(names);
			return this;
		}

		/**
		 * Names the events that only the server triggers here.
		 * @param names the events' names
		 * @return this builder
		 */
		public Builder serverEvents(String... names) {
			return serverEvents(List.of(names));
		}

		/**
		 * Names the events that only the server triggers here.
		 * @param names the events' names
		 * @return this builder
		 */
		public Builder serverEvents(Collection<String> names) {
			this.serverEvents = new LinkedHashSet<>(names);
			return this;
		}

		/**
		 * Sets to which events clients are subscribed when they join.
		 * @param names the events' names, or {@code *}
		 * @return this builder
		 */
		public Builder defaultSubscriptions(String... names) {
			return defaultSubscriptions(List.of(names));
		}

		/**
		 * Sets to which events clients are subscribed when they join.
		 * @param names the events' names, or {@code *}
		 * @return this builder
		 */
		public Builder defaultSubscriptions(Collection<String> names) {
			this.defaultSubscriptions = new LinkedHashSet<>(names);
			return this;
		}

		/**
		 * Sends kept events to clients that join.
		 * @param limit how many at most, {@link RoomDefinition#ALL_HISTORY} for all
		 * @return this builder
		 */
		public Builder historyOnJoin(int limit) {
			this.historyOnJoin = limit;
			return this;
		}

		/**
		 * Names the user who may delete the room.
		 * @param userId the user's id
		 * @return this builder
		 */
		public Builder createdById(@Nullable String userId) {
			this.createdById = userId;
			return this;
		}

		/**
		 * Sets whether clients are told of the room's creation and deletion, and see it
		 * in the list of rooms.
		 * @param tell whether to tell, {@code true} by default
		 * @return this builder
		 */
		public Builder announced(boolean tell) {
			this.announced = tell;
			return this;
		}

		/**
		 * Sets the name in metrics. Few rooms should have one of their own.
		 * @param text the name
		 * @return this builder
		 */
		public Builder label(String text) {
			this.label = text;
			return this;
		}

		/**
		 * Makes the definition.
		 * @return the definition
		 * @throws IllegalArgumentException if something is out of bounds
		 */
		public RoomDefinition build() {
			return new RoomDefinition(this.id, this.name, this.description, this.maxSize, this.events,
					this.serverEvents, this.defaultSubscriptions, this.historyOnJoin, this.createdById, this.announced,
					this.label);
		}

	}

}
