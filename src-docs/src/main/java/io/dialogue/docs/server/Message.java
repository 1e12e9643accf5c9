package io.dialogue.docs.server;

import jakarta.validation.constraints.NotBlank;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * What somebody says.
 *
 * @param text what is said
 */
@DialogueEvent(name = "message", history = @History(limit = 100))
public record Message(@NotBlank String text) {

}
