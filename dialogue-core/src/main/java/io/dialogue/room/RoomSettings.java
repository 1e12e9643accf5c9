package io.dialogue.room;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.access.RoomAccess;

/**
 * What a room is like, whatever its id: shared by the rooms of a template. Immutable.
 *
 * @param description the description for people, if any
 * @param maxSize the number of seats, or {@code null} for no limit
 * @param events names of the events that clients may trigger: none if empty, any if it
 * holds {@code *}
 * @param serverEvents names of the events that only the server triggers here, for
 * documentation and checks; the server may trigger any event that is declared
 * @param defaultSubscriptions names of the events to which a client is subscribed when it
 * joins; {@code *} for all
 * @param historyOnJoin how many kept events a client is sent when it joins, 0 for none
 * @param access who may do what
 * @param announced whether clients that may see the room are told when it is created and
 * deleted, and find it in the list of rooms
 * @param exclusiveGroup the group of rooms of which a client is in one at a time, or
 * {@code null}
 * @param label the room's name in metrics
 */
public record RoomSettings(@Nullable String description, @Nullable Integer maxSize, Set<String> events,
		Set<String> serverEvents, Set<String> defaultSubscriptions, int historyOnJoin, RoomAccess access,
		boolean announced, @Nullable String exclusiveGroup, String label) {

	/** The name in metrics of rooms that are made at run time without a template. */
	public static final String DYNAMIC = "dynamic";

	/** No limit, no events, no history; announced, and open to everybody. */
	public static final RoomSettings DEFAULTS = new RoomSettings(null, null, Set.of(), Set.of(), Set.of(), 0,
			RoomAccess.DEFAULTS, true, null, DYNAMIC);

	public RoomSettings {
		Assert.isTrue(maxSize == null || maxSize > 0, "The size of a room must be positive");
		Assert.isTrue(historyOnJoin >= 0, "The history on join of a room must not be negative");
		events = copy(events);
		serverEvents = copy(serverEvents);
		defaultSubscriptions = copy(defaultSubscriptions);
	}

	private static Set<String> copy(Collection<String> names) {
		return Collections.unmodifiableSet(new LinkedHashSet<>(names));
	}

	/**
	 * The same with a description.
	 * @param text the description for people
	 * @return new settings
	 */
	public RoomSettings withDescription(@Nullable String text) {
		return new RoomSettings(text, this.maxSize, this.events, this.serverEvents, this.defaultSubscriptions,
				this.historyOnJoin, this.access, this.announced, this.exclusiveGroup, this.label);
	}

	/**
	 * The same with another number of seats.
	 * @param seats the number of seats, {@code null} for no limit
	 * @return new settings
	 */
	public RoomSettings withMaxSize(@Nullable Integer seats) {
		return new RoomSettings(this.description, seats, this.events, this.serverEvents, this.defaultSubscriptions,
				this.historyOnJoin, this.access, this.announced, this.exclusiveGroup, this.label);
	}

	/**
	 * The same with other events that clients may trigger.
	 * @param names the events' names, or {@code *}
	 * @return new settings
	 */
	public RoomSettings withEvents(Collection<String> names) {
		return new RoomSettings(this.description, this.maxSize, copy(names), this.serverEvents,
				this.defaultSubscriptions, this.historyOnJoin, this.access, this.announced, this.exclusiveGroup,
				this.label);
	}

	/**
	 * The same with other events that only the server triggers.
	 * @param names the events' names
	 * @return new settings
	 */
	public RoomSettings withServerEvents(Collection<String> names) {
		return new RoomSettings(this.description, this.maxSize, this.events, copy(names), this.defaultSubscriptions,
				this.historyOnJoin, this.access, this.announced, this.exclusiveGroup, this.label);
	}

	/**
	 * The same with other default subscriptions.
	 * @param names the events' names, or {@code *}
	 * @return new settings
	 */
	public RoomSettings withDefaultSubscriptions(Collection<String> names) {
		return new RoomSettings(this.description, this.maxSize, this.events, this.serverEvents, copy(names),
				this.historyOnJoin, this.access, this.announced, this.exclusiveGroup, this.label);
	}

	/**
	 * The same with history for clients that join.
	 * @param limit how many events at most
	 * @return new settings
	 */
	public RoomSettings withHistoryOnJoin(int limit) {
		return new RoomSettings(this.description, this.maxSize, this.events, this.serverEvents,
				this.defaultSubscriptions, limit, this.access, this.announced, this.exclusiveGroup, this.label);
	}

	/**
	 * The same with other rules.
	 * @param rules who may do what
	 * @return new settings
	 */
	public RoomSettings withAccess(RoomAccess rules) {
		return new RoomSettings(this.description, this.maxSize, this.events, this.serverEvents,
				this.defaultSubscriptions, this.historyOnJoin, rules, this.announced, this.exclusiveGroup, this.label);
	}

	/**
	 * The same, announced or not.
	 * @param tell whether clients are told
	 * @return new settings
	 */
	public RoomSettings withAnnounced(boolean tell) {
		return new RoomSettings(this.description, this.maxSize, this.events, this.serverEvents,
				this.defaultSubscriptions, this.historyOnJoin, this.access, tell, this.exclusiveGroup, this.label);
	}

	/**
	 * The same in a group of rooms of which a client is in one at a time.
	 * @param group the group's name, {@code null} for none
	 * @return new settings
	 */
	public RoomSettings withExclusiveGroup(@Nullable String group) {
		return new RoomSettings(this.description, this.maxSize, this.events, this.serverEvents,
				this.defaultSubscriptions, this.historyOnJoin, this.access, this.announced, group, this.label);
	}

	/**
	 * The same with another name in metrics.
	 * @param text the name
	 * @return new settings
	 */
	public RoomSettings withLabel(String text) {
		return new RoomSettings(this.description, this.maxSize, this.events, this.serverEvents,
				this.defaultSubscriptions, this.historyOnJoin, this.access, this.announced, this.exclusiveGroup, text);
	}

}
