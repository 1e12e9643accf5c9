package io.dialogue.access;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The rules of a room. Immutable.
 *
 * @param see who may know that the room is there; all else needs this, too
 * @param join who may take a seat and keep it
 * @param trigger who may trigger events
 * @param events who may trigger one event, by its name, instead of {@code trigger}
 * @param history who may read the history, in pages, on joining, and at a recovery
 * @param create who may create the room
 * @param delete who may delete the room
 */
public record RoomAccess(AccessRule see, AccessRule join, AccessRule trigger, Map<String, AccessRule> events,
		AccessRule history, AccessRule create, AccessRule delete) {

	/**
	 * Everybody may see and join the room, and members may do everything; no client may
	 * create it, and its creator may delete it.
	 */
	public static final RoomAccess DEFAULTS = new RoomAccess(AccessRule.ANYONE, AccessRule.ANYONE, AccessRule.ANYONE,
			Map.of(), AccessRule.ANYONE, AccessRule.NOBODY, AccessRule.CREATOR);

	public RoomAccess {
		events = Map.copyOf(events);
	}

	/**
	 * The rule for an action.
	 * @param action the action
	 * @param eventName the name of the event to be triggered, or {@code null}
	 * @return the rule, which stands beside that of {@link AccessAction#SEE}
	 */
	public AccessRule ruleOf(AccessAction action, @Nullable String eventName) {
		return switch (action) {
			case SEE -> this.see;
			case JOIN -> this.join;
			case TRIGGER -> (eventName != null) ? this.events.getOrDefault(eventName, this.trigger) : this.trigger;
			case HISTORY -> this.history;
			case CREATE -> this.create;
			case DELETE -> this.delete;
		};
	}

	/**
	 * The same rules with another one for an action.
	 * @param action the action
	 * @param rule the rule
	 * @return new rules
	 */
	public RoomAccess with(AccessAction action, AccessRule rule) {
		return new RoomAccess((action == AccessAction.SEE) ? rule : this.see,
				(action == AccessAction.JOIN) ? rule : this.join,
				(action == AccessAction.TRIGGER) ? rule : this.trigger, this.events,
				(action == AccessAction.HISTORY) ? rule : this.history,
				(action == AccessAction.CREATE) ? rule : this.create,
				(action == AccessAction.DELETE) ? rule : this.delete);
	}

	/**
	 * The same rules with others for single events.
	 * @param rules the rules by the events' names
	 * @return new rules
	 */
	public RoomAccess withEvents(Map<String, AccessRule> rules) {
		return new RoomAccess(this.see, this.join, this.trigger, rules, this.history, this.create, this.delete);
	}

}
