package io.dialogue.pipeline;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.ratelimit.RateLimitRequest;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.ratelimit.RateLimiter;

/**
 * Limits how often a client triggers events.
 */
final class RateLimitStep implements EventStep {

	private final RateLimiter rateLimiter;

	RateLimitStep(RateLimiter rateLimiter) {
		this.rateLimiter = rateLimiter;
	}

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		if (exchange.sender() == null) {
			return next.proceed(exchange);
		}
		RateLimitRequest request = new RateLimitRequest(RateLimitedAction.TRIGGER, exchange.sender(), exchange.roomId(),
				exchange.event());
		return this.rateLimiter.tryAcquire(request).thenCompose((wait) -> {
			if (wait.compareTo(Duration.ZERO) > 0) {
				throw new DialogueException(ErrorCode.RATE_LIMITED, "Too many events. Please wait before trying again.",
						wait, null);
			}
			return next.proceed(exchange);
		});
	}

	@Override
	public int getOrder() {
		return RATE_LIMIT;
	}

}
