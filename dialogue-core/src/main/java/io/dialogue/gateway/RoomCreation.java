package io.dialogue.gateway;

import org.jspecify.annotations.Nullable;

import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomTemplate;
import io.dialogue.room.RoomTemplates;

/**
 * What a client asks for when it creates a room: these fields, and no others.
 *
 * @param id the room's id
 * @param template the template that the id matches, or {@code null}
 * @param name the name for people
 * @param description the description for people, if any
 * @param seats the number of seats, {@code null} for no limit
 */
record RoomCreation(String id, @Nullable RoomTemplate template, String name, @Nullable String description,
		@Nullable Integer seats) {

	/** The template's limit is the most that a client may ask for, and the default. */
	static RoomCreation of(Fields fields, GatewayLimits limits, RoomTemplates templates) {
		String id = fields.roomId("id");
		RoomTemplate template = templates.find(id);
		Integer limit = (template != null) ? template.settings().maxSize() : null;
		String name = String.valueOf(fields.optionalLabel("name", limits.maxNameLength()));
		String description = fields.optionalLabel("description", limits.maxDescriptionLength());
		Long seats = fields.optionalNumber("maxSize", 1, (limit != null) ? limit : Integer.MAX_VALUE);
		return new RoomCreation(id, template, name, description,
				(seats != null) ? Integer.valueOf(seats.intValue()) : limit);
	}

	@Nullable RoomDefinition define(String userId) {
		return (this.template != null)
				? this.template.define(this.id, userId).described(this.name, this.description, this.seats) : null;
	}

}
