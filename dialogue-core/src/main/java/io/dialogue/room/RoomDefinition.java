package io.dialogue.room;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.access.AccessTarget;
import io.dialogue.access.RoomAccess;
import io.dialogue.event.EventName;

/**
 * What a room is made from. Immutable.
 *
 * @param id the room's id, by the rule of {@link RoomId}
 * @param name the name for people
 * @param settings what the room is like
 * @param createdById the user who created the room, or {@code null}
 * @param template the template that the room was made from, or {@code null}
 * @param variables the variables of the template's id pattern, by name
 */
public record RoomDefinition(String id, String name, RoomSettings settings, @Nullable String createdById,
		@Nullable RoomTemplate template, Map<String, String> variables) implements AccessTarget {

	/** Sends all that is kept when a client joins. */
	public static final int ALL_HISTORY = Integer.MAX_VALUE;

	public RoomDefinition {
		Assert.isTrue(RoomId.isValid(id), () -> "Room id '" + id + "' may contain only letters, digits, '-', ':', "
				+ "'.', '_' and '@', and at most " + RoomId.MAX_LENGTH + " of them");
		Assert.hasText(name, () -> "Room '" + id + "' needs a name");
		variables = Map.copyOf(variables);
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
	 * Whether clients may trigger an event, as far as the room's events say.
	 * @param eventName the event's name
	 * @return {@code true} if it is listed, or all are
	 */
	public boolean allows(String eventName) {
		return EventName.isValid(eventName) && (events().contains(eventName) || events().contains(EventName.ANY));
	}

	/**
	 * The same room, described otherwise.
	 * @param title the name for people
	 * @param text the description for people, or {@code null} for that of the template
	 * @param seats the number of seats, {@code null} for no limit
	 * @return a new definition
	 */
	public RoomDefinition described(String title, @Nullable String text, @Nullable Integer seats) {
		RoomSettings described = this.settings.withMaxSize(seats)
			.withDescription((text != null) ? text : description());
		return new RoomDefinition(this.id, title, described, this.createdById, this.template, this.variables);
	}

	/**
	 * The key of the room in the configuration.
	 * @return the id pattern of its template, or else the room's id
	 */
	public String key() {
		return (this.template != null) ? this.template.id() : this.id;
	}

	/**
	 * The description for people.
	 * @return the description, or {@code null}
	 */
	public @Nullable String description() {
		return this.settings.description();
	}

	/**
	 * The number of seats.
	 * @return the number, or {@code null} for no limit
	 */
	public @Nullable Integer maxSize() {
		return this.settings.maxSize();
	}

	/**
	 * Names of the events that clients may trigger.
	 * @return the names; none if empty, any if it holds {@code *}
	 */
	public Set<String> events() {
		return this.settings.events();
	}

	/**
	 * Names of the events that only the server triggers here.
	 * @return the names
	 */
	public Set<String> serverEvents() {
		return this.settings.serverEvents();
	}

	/**
	 * Names of the events to which a client is subscribed when it joins.
	 * @return the names; {@code *} for all
	 */
	public Set<String> defaultSubscriptions() {
		return this.settings.defaultSubscriptions();
	}

	/**
	 * How many kept events a client is sent when it joins.
	 * @return the number, 0 for none
	 */
	public int historyOnJoin() {
		return this.settings.historyOnJoin();
	}

	/**
	 * Who may do what.
	 * @return the rules
	 */
	public RoomAccess access() {
		return this.settings.access();
	}

	/**
	 * Whether clients that may see the room are told when it is created and deleted, and
	 * find it in the list of rooms.
	 * @return {@code true} if they are
	 */
	public boolean announced() {
		return this.settings.announced();
	}

	/**
	 * The group of rooms of which a client is in one at a time.
	 * @return the group's name, or {@code null}
	 */
	public @Nullable String exclusiveGroup() {
		return this.settings.exclusiveGroup();
	}

	/**
	 * The room's name in metrics: never its id, if it was made at run time.
	 * @return the name
	 */
	public String label() {
		return this.settings.label();
	}

	/**
	 * Collects what a room is made from.
	 */
	public static final class Builder {

		private final String id;

		private final String name;

		private RoomSettings settings = RoomSettings.DEFAULTS;

		private @Nullable String createdById;

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
			this.settings = this.settings.withDescription(text);
			return this;
		}

		/**
		 * Limits the number of seats.
		 * @param seats the number of seats, {@code null} for no limit
		 * @return this builder
		 */
		public Builder maxSize(@Nullable Integer seats) {
			this.settings = this.settings.withMaxSize(seats);
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
			this.settings = this.settings.withEvents(names);
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
			this.settings = this.settings.withServerEvents(names);
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
			this.settings = this.settings.withDefaultSubscriptions(names);
			return this;
		}

		/**
		 * Sends kept events to clients that join.
		 * @param limit how many at most, {@link RoomDefinition#ALL_HISTORY} for all
		 * @return this builder
		 */
		public Builder historyOnJoin(int limit) {
			this.settings = this.settings.withHistoryOnJoin(limit);
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
			this.settings = this.settings.withAnnounced(tell);
			return this;
		}

		/**
		 * Sets the name in metrics. Few rooms should have one of their own.
		 * @param text the name
		 * @return this builder
		 */
		public Builder label(String text) {
			this.settings = this.settings.withLabel(text);
			return this;
		}

		/**
		 * Says who may do what.
		 * @param rules the rules
		 * @return this builder
		 */
		public Builder access(RoomAccess rules) {
			this.settings = this.settings.withAccess(rules);
			return this;
		}

		/**
		 * Puts the room into a group of which a client is in one room at a time.
		 * @param group the group's name, {@code null} for none
		 * @return this builder
		 */
		public Builder exclusiveGroup(@Nullable String group) {
			this.settings = this.settings.withExclusiveGroup(group);
			return this;
		}

		/**
		 * Makes the definition.
		 * @return the definition
		 * @throws IllegalArgumentException if something is out of bounds
		 */
		public RoomDefinition build() {
			return new RoomDefinition(this.id, this.name, this.settings, this.createdById, null, Map.of());
		}

	}

}
