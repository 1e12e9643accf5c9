package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventValidator;
import io.dialogue.event.Payload;
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
			current = ask(hook, current);
		}
		return next.proceed(current);
	}

	private EventExchange ask(EventHooks hook, EventExchange exchange) {
		HookDecision decision = HookRegistry.ask("beforeEach", hook,
				(it) -> it.supports(exchange.roomId(), exchange.event()) ? it.beforeEach(exchange)
						: HookDecision.accept());
		if (decision instanceof HookDecision.Rejected rejected) {
			throw new DialogueException(ErrorCode.EVENT_REJECTED, rejected.reason());
		}
		if (decision instanceof HookDecision.Rewritten rewritten) {
			return exchange.withPayload(payload(exchange, rewritten.data()), rewritten.meta());
		}
		return exchange;
	}

	/** What was absent stays absent if the hook returns it as it saw it. */
	private Payload payload(EventExchange exchange, @Nullable Object data) {
		return (data == null && !exchange.payload().isPresent()) ? exchange.payload()
				: this.validator.validate(exchange.definition(), data);
	}

	@Override
	public int getOrder() {
		return BEFORE_EACH;
	}

}
