package io.dialogue.docs.start;

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
@DialogueEvent(name = "message", history = @History(limit = 50))
public record Message(@NotBlank @Size(max = 1000) String text) {

}
// end::event[]
