package io.dialogue.room;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.access.RoomAccess;

/**
 * Collects what a room is made from.
 */
public final class RoomDefinitionBuilder {

	private final String id;

	private final String name;

	private RoomSettings settings = RoomSettings.DEFAULTS;

	private @Nullable String createdById;

	RoomDefinitionBuilder(String id, String name) {
		this.id = id;
		this.name = name;
	}

	/**
	 * Sets the description.
	 * @param text the description for people
	 * @return this builder
	 */
	public RoomDefinitionBuilder description(@Nullable String text) {
		this.settings = this.settings.withDescription(text);
		return this;
	}

	/**
	 * Limits the number of seats.
	 * @param seats the number of seats, {@code null} for no limit
	 * @return this builder
	 */
	public RoomDefinitionBuilder maxSize(@Nullable Integer seats) {
		this.settings = this.settings.withMaxSize(seats);
		return this;
	}

	/**
	 * Sets which events clients may trigger.
	 * @param names the events' names, or {@code *}
	 * @return this builder
	 */
	public RoomDefinitionBuilder events(String... names) {
		return events(List.of(names));
	}

	/**
	 * Sets which events clients may trigger.
	 * @param names the events' names, or {@code *}
	 * @return this builder
	 */
	public RoomDefinitionBuilder events(Collection<String> names) {
		this.settings = this.settings.withEvents(names);
		return this;
	}

	/**
	 * Names the events that only the server triggers here.
	 * @param names the events' names
	 * @return this builder
	 */
	public RoomDefinitionBuilder serverEvents(String... names) {
		return serverEvents(List.of(names));
	}

	/**
	 * Names the events that only the server triggers here.
	 * @param names the events' names
	 * @return this builder
	 */
	public RoomDefinitionBuilder serverEvents(Collection<String> names) {
		this.settings = this.settings.withServerEvents(names);
		return this;
	}

	/**
	 * Sets to which events clients are subscribed when they join.
	 * @param names the events' names, or {@code *}
	 * @return this builder
	 */
	public RoomDefinitionBuilder defaultSubscriptions(String... names) {
		return defaultSubscriptions(List.of(names));
	}

	/**
	 * Sets to which events clients are subscribed when they join.
	 * @param names the events' names, or {@code *}
	 * @return this builder
	 */
	public RoomDefinitionBuilder defaultSubscriptions(Collection<String> names) {
		this.settings = this.settings.withDefaultSubscriptions(names);
		return this;
	}

	/**
	 * Sends kept events to clients that join.
	 * @param limit how many at most, {@link RoomDefinition#ALL_HISTORY} for all
	 * @return this builder
	 */
	public RoomDefinitionBuilder historyOnJoin(int limit) {
		this.settings = this.settings.withHistoryOnJoin(limit);
		return this;
	}

	/**
	 * Names the user who may delete the room.
	 * @param userId the user's id
	 * @return this builder
	 */
	public RoomDefinitionBuilder createdById(@Nullable String userId) {
		this.createdById = userId;
		return this;
	}

	/**
	 * Sets whether clients are told of the room's creation and deletion, and see it in
	 * the list of rooms.
	 * @param tell whether to tell, {@code true} by default
	 * @return this builder
	 */
	public RoomDefinitionBuilder announced(boolean tell) {
		this.settings = this.settings.withAnnounced(tell);
		return this;
	}

	/**
	 * Sets the name in metrics. Few rooms should have one of their own.
	 * @param text the name
	 * @return this builder
	 */
	public RoomDefinitionBuilder label(String text) {
		this.settings = this.settings.withLabel(text);
		return this;
	}

	/**
	 * Says who may do what.
	 * @param rules the rules
	 * @return this builder
	 */
	public RoomDefinitionBuilder access(RoomAccess rules) {
		this.settings = this.settings.withAccess(rules);
		return this;
	}

	/**
	 * Puts the room into a group of which a client is in one room at a time.
	 * @param group the group's name, {@code null} for none
	 * @return this builder
	 */
	public RoomDefinitionBuilder exclusiveGroup(@Nullable String group) {
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
