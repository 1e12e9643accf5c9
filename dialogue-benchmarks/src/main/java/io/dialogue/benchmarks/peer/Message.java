package io.dialogue.benchmarks.peer;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * The payload that every server sends: the same fields and the same size for all.
 *
 * @param id a number
 * @param user who is named as author
 * @param sentAt when it was sent or ought to have been, by the machine's monotonic clock
 * in nanoseconds
 * @param text fills the payload up to its size
 */
@DialogueEvent(name = Message.NAME, description = "What the load harness sends", history = @History(limit = 100))
public record Message(@Positive long id, @NotBlank @Size(max = 64) String user, @Positive long sentAt,
		@NotBlank @Size(max = 16_384) String text) {

	/** The event's name. */
	public static final String NAME = "message";

}
