package io.dialogue.room;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.access.AccessTarget;
import io.dialogue.access.RoomAccess;
import io.dialogue.client.ClientIdentity;
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
	public static RoomDefinitionBuilder builder(String id, String name) {
		return new RoomDefinitionBuilder(id, name);
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
	 * Whether the rules alone let somebody know of the room.
	 * @param identity who it is
	 * @return {@code true} if they do
	 */
	public boolean isVisibleTo(ClientIdentity identity) {
		return access().see().permits(identity, this);
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

}
