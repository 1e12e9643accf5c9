package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import org.springframework.core.Ordered;

import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;

/**
 * A step that every event passes before it is published, which follows the last step.
 * Beans of this type join the library's own steps at their {@link #getOrder order}. Runs
 * off the I/O threads, may answer later, and must be safe for use by several threads.
 */
public interface EventStep extends Ordered {

	/** The order of the check that the sender is a member. */
	int MEMBERSHIP = 100;

	/** The order of the check that the room allows the event. */
	int ALLOWED = 200;

	/** The order of the check that the client may trigger the event. */
	int AUTHORIZATION = 250;

	/** The order of the look-up of idempotency keys. */
	int IDEMPOTENCY = 300;

	/** The order of the rate limit. */
	int RATE_LIMIT = 400;

	/** The order in which the payload is bound and validated. */
	int VALIDATION = 500;

	/** The order of the {@code beforeEach} hooks. */
	int BEFORE_EACH = 600;

	/**
	 * Lets an event pass, changes or refuses it.
	 * @param exchange the event
	 * @param next the rest of its way
	 * @return what the rest answers, or a stage that fails with
	 * {@link io.dialogue.error.DialogueException} to refuse it; throwing it does the same
	 */
	CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next);

	/**
	 * Where the step stands among the others: between validation and the hooks by
	 * default.
	 */
	@Override
	default int getOrder() {
		return VALIDATION + 50;
	}

}
