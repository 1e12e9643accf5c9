package io.dialogue.room;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The families of rooms that the application declares. Immutable. No id matches two of
 * them, so that the order does not matter. A room of the configuration, or one that the
 * server defined, may have an id that matches: then it is no room of the family.
 * <p>
 * An id pattern reads as {@link RoomIdPattern} says: {@link RoomIdPattern#toString()} is
 * the text with variables in braces ({@code game-{gameId}}),
 * {@link RoomIdPattern#variables()} names them in order, and
 * {@link RoomIdPattern#regex()} is the same as a regular expression, which Java and
 * JavaScript read alike. {@link RoomTemplate#settings()} says which events the rooms
 * have.
 */
public final class RoomTemplates {

	/** No templates. */
	public static final RoomTemplates NONE = new RoomTemplates(List.of());

	private final List<RoomTemplate> templates;

	/**
	 * Creates the registry.
	 * @param templates the templates, in the order in which they are to be listed
	 * @throws IllegalArgumentException if an id could match two of them
	 */
	public RoomTemplates(Collection<RoomTemplate> templates) {
		this.templates = List.copyOf(templates);
		for (int i = 0; i < this.templates.size(); i++) {
			for (RoomTemplate other : this.templates.subList(i + 1, this.templates.size())) {
				RoomTemplate template = this.templates.get(i);
				Assert.isTrue(!template.pattern().overlaps(other.pattern()),
						() -> "Room templates '" + template.id() + "' and '" + other.id() + "' overlap");
			}
		}
	}

	/**
	 * Finds the family of a room.
	 * @param roomId the room's id
	 * @return the template whose pattern the id matches, or {@code null}
	 */
	public @Nullable RoomTemplate find(String roomId) {
		for (RoomTemplate template : this.templates) {
			if (template.pattern().matches(roomId)) {
				return template;
			}
		}
		return null;
	}

	/**
	 * All templates, in the order of their registration.
	 * @return an unmodifiable list
	 */
	public List<RoomTemplate> all() {
		return this.templates;
	}

}
