package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.ratelimit.RateLimitRequest;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.ratelimit.RateLimits;

/**
 * Limits how often a client triggers events.
 */
final class RateLimitStep implements EventStep {

	private final RateLimits rateLimits;

	RateLimitStep(RateLimits rateLimits) {
		this.rateLimits = rateLimits;
	}

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		if (exchange.sender() == null) {
			return next.proceed(exchange);
		}
		RateLimitRequest request = new RateLimitRequest(RateLimitedAction.TRIGGER, exchange.sender(),
				exchange.room().definition(), exchange.event());
		return this.rateLimits.acquire(request).thenCompose((permitted) -> next.proceed(exchange));
	}

	@Override
	public int getOrder() {
		return RATE_LIMIT;
	}

}
