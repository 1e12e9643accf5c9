package io.dialogue.sample;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * What somebody says.
 *
 * @param text what is said
 * @param replyTo the id of the message that this one answers
 */
@DialogueEvent(name = "message", description = "Somebody says something", history = @History(limit = 500))
record Message(@NotBlank @Size(max = 1000) String text, @Nullable @Size(max = 64) String replyTo) {

}
