package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import io.dialogue.event.EventValidator;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;

/**
 * Binds and validates the payload of events that are declared, and sees to it that the
 * numbers of all others are such.
 */
final class ValidationStep implements EventStep {

	private final EventValidator validator;

	ValidationStep(EventValidator validator) {
		this.validator = validator;
	}

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		if (exchange.isFromServer()) {
			return next.proceed(exchange);
		}
		return next
			.proceed(exchange.withPayload(this.validator.validate(exchange.definition(), exchange.payload().json())));
	}

	@Override
	public int getOrder() {
		return VALIDATION;
	}

}
