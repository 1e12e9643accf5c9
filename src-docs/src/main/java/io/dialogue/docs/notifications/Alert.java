package io.dialogue.docs.notifications;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * Something a user should know.
 *
 * @param title what it is about
 * @param message what has happened
 * @param type how urgent it is
 * @param action what the user can do
 */
// tag::event[]
@DialogueEvent(name = "alert", history = @History(limit = 20))
record Alert(@NotBlank String title, String message, Type type, @Nullable @Valid Action action) {

	enum Type {

		INFO, WARNING, ERROR, SUCCESS

	}

	record Action(@NotBlank String label, @URL String url) {

	}

}
// end::event[]
