package io.dialogue.membership;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.dialogue.room.Room;

/**
 * A room as clients see it in {@code dialogue:rooms} and {@code dialogue:roomCreated}.
 *
 * @param id the room's id
 * @param name the name for people
 * @param description the description for people
 * @param size the number of seats that are taken
 * @param maxSize the number of seats
 * @param createdById the user who created the room
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record RoomInfo(String id, String name, @Nullable String description, int size, @Nullable Integer maxSize,
		@Nullable String createdById) {

	/**
	 * Describes a room as it is now.
	 * @param room the room
	 * @return the description
	 */
	public static RoomInfo of(Room room) {
		return new RoomInfo(room.id(), room.name(), room.description(), room.size(), room.maxSize(),
				room.createdById());
	}

}
