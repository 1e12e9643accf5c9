package io.dialogue.docs.server;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.stereotype.Component;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.pipeline.EventChain;
import io.dialogue.pipeline.EventStep;

/**
 * A step of the pipeline that refuses what clients trigger during quiet hours.
 */
// tag::step[]
@Component
class QuietHours implements EventStep {

	private final AtomicBoolean quiet = new AtomicBoolean();

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		if (this.quiet.get() && !exchange.isFromServer()) {
			throw new DialogueException(ErrorCode.EVENT_REJECTED, "These are quiet hours");
		}
		return next.proceed(exchange);
	}

	@Override
	public int getOrder() {
		return RATE_LIMIT - 50;
	}

	void set(boolean on) {
		this.quiet.set(on);
	}

}
// end::step[]
