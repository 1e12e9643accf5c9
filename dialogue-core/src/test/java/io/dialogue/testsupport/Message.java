package io.dialogue.testsupport;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * A chat message, of which rooms keep the newest 50.
 *
 * @param text what is said
 * @param senderId who says it
 * @param replyTo what it answers
 */
@DialogueEvent(name = "message", description = "Chat message sent by a user", history = @History(limit = 50))
public record Message(@NotBlank @Size(max = 1000) String text, @NotBlank String senderId, @Nullable String replyTo) {

	/**
	 * Creates a message.
	 * @param text what is said
	 * @return the message
	 */
	public static Message of(String text) {
		return new Message(text, "someone", null);
	}

}
