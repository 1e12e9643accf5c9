package io.dialogue.docs.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.History;

/**
 * An order has changed.
 *
 * @param orderId which order
 * @param status what has become of it
 * @param lines what was ordered
 * @param updatedAt when it has changed
 * @param note a note by whoever has changed it
 * @param carrier who delivers it
 */
// tag::event[]
@DialogueEvent(name = "order-updated", history = @History(limit = 100))
public record OrderUpdated(UUID orderId, // <1>
		Status status, // <2>
		@NotEmpty List<@Valid Line> lines, // <3>
		Instant updatedAt, // <4>
		@Nullable @Size(max = 200) String note, // <5>
		Optional<String> carrier) {

	enum Status {

		PENDING, SHIPPED, DELIVERED

	}

	record Line(String article, @Positive int quantity) {

	}

}
// end::event[]
