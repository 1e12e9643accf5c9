package io.dialogue.access;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What access is asked to: what rules see of a room.
 */
public interface AccessTarget {

	/**
	 * The user who created the room.
	 * @return the user's id, or {@code null}
	 */
	@Nullable String createdById();

	/**
	 * The variables of the room's id, if it was made from a template.
	 * @return values by name
	 */
	Map<String, String> variables();

}
