package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventValidator;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.HookRegistry;

/**
 * Asks the {@code beforeEach} hooks, one after the other; each sees what the one before
 * made of the event.
 */
final class BeforeEachStep implements EventStep {

	private final HookRegistry hooks;

	private final EventValidator validator;

	BeforeEachStep(HookRegistry hooks, EventValidator validator) {
		this.hooks = hooks;
		this.validator = validator;
	}

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		EventExchange current = exchange;
		for (EventHooks hook : this.hooks.event()) {
			if (hook.supports(exchange.roomId(), exchange.event())) {
				current = ask(hook, current);
			}
		}
		return next.proceed(current);
	}

	private EventExchange ask(EventHooks hook, EventExchange exchange) {
		HookDecision decision = HookRegistry.ask("beforeEach", hook, (it) -> it.beforeEach(exchange));
		if (decision instanceof HookDecision.Rejected rejected) {
			throw new DialogueException(ErrorCode.EVENT_REJECTED, rejected.reason());
		}
		if (decision instanceof HookDecision.Rewritten rewritten) {
			return exchange.withPayload(this.validator.validate(exchange.definition(), rewritten.data()),
					rewritten.meta());
		}
		return exchange;
	}

	@Override
	public int getOrder() {
		return BEFORE_EACH;
	}

}
