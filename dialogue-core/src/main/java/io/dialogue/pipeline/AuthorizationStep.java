package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import io.dialogue.access.AccessAction;
import io.dialogue.client.ConnectedClient;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.membership.RoomAuthorization;

/**
 * Lets clients trigger only what the rules of the event and of the room, and the
 * application's authorizers, let them.
 */
final class AuthorizationStep implements EventStep {

	private final RoomAuthorization authorization;

	AuthorizationStep(RoomAuthorization authorization) {
		this.authorization = authorization;
	}

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		ConnectedClient sender = exchange.sender();
		if (sender == null) {
			return next.proceed(exchange);
		}
		if (exchange.definition() != null
				&& !exchange.definition().trigger().permits(sender.identity(), exchange.room().definition())) {
			throw refusal(exchange);
		}
		return this.authorization.permits(AccessAction.TRIGGER, sender, exchange.room().definition(), exchange.event())
			.thenCompose((permitted) -> {
				if (!permitted) {
					throw refusal(exchange);
				}
				return next.proceed(exchange);
			});
	}

	private static DialogueException refusal(EventExchange exchange) {
		return new DialogueException(ErrorCode.PERMISSION_DENIED,
				"You may not trigger event '" + exchange.event() + "' in room '" + exchange.roomId() + "'");
	}

	@Override
	public int getOrder() {
		return AUTHORIZATION;
	}

}
