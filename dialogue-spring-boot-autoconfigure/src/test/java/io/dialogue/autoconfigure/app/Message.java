package io.dialogue.autoconfigure.app;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

@DialogueEvent(name = "message", description = "Chat message", history = @History(limit = 50))
public record Message(@NotBlank String text, String senderId, @Nullable String replyTo) {

}
