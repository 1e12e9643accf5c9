package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;

/**
 * Lets clients trigger only the events that the room lists, and the server any that is
 * declared or that the room lists.
 */
final class AllowedEventStep implements EventStep {

	@Override
	public CompletionStage<TriggerResult> apply(EventExchange exchange, EventChain next) {
		boolean declaredForServer = exchange.isFromServer() && exchange.definition() != null;
		if (!declaredForServer && !exchange.room().definition().allows(exchange.event())) {
			throw new DialogueException(ErrorCode.EVENT_NOT_ALLOWED,
					"Event '" + exchange.event() + "' is not allowed in room '" + exchange.roomId() + "'");
		}
		return next.proceed(exchange);
	}

	@Override
	public int getOrder() {
		return ALLOWED;
	}

}
