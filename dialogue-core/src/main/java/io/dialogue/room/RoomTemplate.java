package io.dialogue.room;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.access.AccessRule;

/**
 * A family of rooms, whose ids follow a pattern, and which are created when they are
 * needed. Immutable.
 *
 * @param pattern the pattern of the ids
 * @param name the name for people, in which variables of the pattern may stand in braces
 * @param settings what the rooms are like
 * @param createdOnJoin whether a client that may join a room which is not there creates
 * it
 * @param maxRooms how many such rooms there may be at once
 * @param maxRoomsPerCreator how many such rooms that one user created there may be at
 * once
 * @param idleTtl how long a room without members stays, or {@code null} if it stays until
 * it is deleted
 */
public record RoomTemplate(RoomIdPattern pattern, String name, RoomSettings settings, boolean createdOnJoin,
		int maxRooms, int maxRoomsPerCreator, @Nullable Duration idleTtl) {

	public RoomTemplate {
		Assert.hasText(name, () -> "Room template '" + pattern + "' needs a name");
		Assert.isTrue(maxRooms > 0 && maxRoomsPerCreator > 0, "The limits of a room template must be positive");
		Assert.isTrue(idleTtl == null || idleTtl.toMillis() > 0, "The idle time of a room must be positive");
	}

	/**
	 * A template whose rooms are created when a client joins, without limits of their
	 * own, and stay until they are deleted.
	 * @param pattern the pattern of the ids, by the rules of {@link RoomIdPattern}
	 * @param name the name for people
	 * @param settings what the rooms are like
	 * @return the template
	 */
	public static RoomTemplate of(String pattern, String name, RoomSettings settings) {
		return new RoomTemplate(RoomIdPattern.parse(pattern), name, settings, true, Integer.MAX_VALUE,
				Integer.MAX_VALUE, null);
	}

	/**
	 * The text of the id pattern, which is the template's key in the configuration and
	 * its name in metrics.
	 * @return the text, such as {@code game-{gameId}}
	 */
	public String id() {
		return this.pattern.toString();
	}

	/**
	 * Defines a room.
	 * @param roomId the room's id, which must match the pattern
	 * @param createdById the user who creates it, or {@code null} for the server
	 * @return the definition
	 * @throws IllegalArgumentException if the id does not match
	 */
	public RoomDefinition define(String roomId, @Nullable String createdById) {
		Map<String, String> variables = this.pattern.match(roomId);
		Assert.isTrue(variables != null, () -> "'" + roomId + "' does not match '" + id() + "'");
		String title = this.name;
		for (Map.Entry<String, String> variable : variables.entrySet()) {
			title = title.replace("{" + variable.getKey() + "}", variable.getValue());
		}
		return new RoomDefinition(roomId, title, this.settings.withLabel(id()), createdById, this, variables);
	}

	/**
	 * The rule for clients that ask to create a room.
	 * @return the rule
	 */
	public AccessRule createRule() {
		return this.settings.access().create();
	}

}
