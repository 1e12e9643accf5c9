package io.dialogue.docs.persistence;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * What somebody says.
 *
 * @param text what is said
 */
// tag::event[]
@DialogueEvent(name = "message", history = @History(limit = 100))
record Message(@NotBlank @Size(max = 2000) String text) {

}
// end::event[]
