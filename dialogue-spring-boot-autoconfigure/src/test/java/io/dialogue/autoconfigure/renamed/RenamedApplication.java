package io.dialogue.autoconfigure.renamed;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

import io.dialogue.annotation.DialogueEvent;

/**
 * An application whose message has another field than that of the chat, and which does
 * not start.
 */
@SpringBootApplication
public class RenamedApplication {

	@Bean
	Object database() {
		throw new IllegalStateException("There is no database at build time");
	}

	/**
	 * The message of the chat, with its text renamed.
	 */
	@DialogueEvent("message")
	public record Message(@NotBlank String content, String senderId, @Nullable String replyTo) {

	}

}
