package io.dialogue.docs.notifications;

import jakarta.validation.constraints.PositiveOrZero;

import io.dialogue.annotation.DialogueEvent;

/**
 * How many things wait for a user.
 *
 * @param count how many
 * @param type what kind of things
 */
// tag::event[]
@DialogueEvent("badge")
record Badge(@PositiveOrZero int count, Type type) {

	enum Type {

		MESSAGES, NOTIFICATIONS, TASKS

	}

}
// end::event[]
