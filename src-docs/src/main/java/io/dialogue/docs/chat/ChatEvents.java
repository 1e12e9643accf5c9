package io.dialogue.docs.chat;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * The events of the chat.
 */
// tag::events[]
interface ChatEvents {

	@DialogueEvent(name = "message", history = @History(limit = 200))
	record Message(@NotBlank @Size(max = 2000) String text, @Nullable String replyTo) {

	}

	@DialogueEvent(name = "typing", echo = false)
	record Typing(boolean isTyping) {

	}

	@DialogueEvent("user:joined")
	record UserJoined(String userId, String username) {

	}

	@DialogueEvent("user:left")
	record UserLeft(String userId) {

	}

}
// end::events[]
