package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.membership.Membership;

/**
 * Lets only members trigger events, and the server.
 */
final class MembershipStep implements EventStep {

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		if (exchange.sender() != null && !exchange.sender().isIn(exchange.roomId())) {
			throw Membership.notAMember(exchange.roomId());
		}
		return next.proceed(exchange);
	}

	@Override
	public int getOrder() {
		return MEMBERSHIP;
	}

}
