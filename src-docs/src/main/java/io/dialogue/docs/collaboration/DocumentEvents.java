package io.dialogue.docs.collaboration;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * The events of a document.
 */
// tag::events[]
interface DocumentEvents {

	@DialogueEvent(name = "doc:edit", description = "What a user wants to change")
	record Edit(@PositiveOrZero int base, @NotEmpty List<@Valid Operation> operations) {

	}

	@DialogueEvent(name = "doc:change", description = "What has changed", history = @History(limit = 1000))
	record Change(int version, List<Operation> operations) {

	}

	@DialogueEvent(name = "cursor:update", echo = false)
	record CursorUpdate(@PositiveOrZero int position, @Nullable @Valid Selection selection, String color) {

	}

	record Operation(Type type, @PositiveOrZero int position, @Nullable @Size(max = 10_000) String text,
			@Nullable Integer length) {

		enum Type {

			INSERT, DELETE

		}

	}

	record Selection(@PositiveOrZero int start, @PositiveOrZero int end) {

	}

}
// end::events[]
