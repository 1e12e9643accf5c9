package io.dialogue.pipeline;

import java.util.concurrent.CompletionStage;

import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;

/**
 * The rest of an event's way.
 */
@FunctionalInterface
public interface EventChain {

	/**
	 * Lets the event go on.
	 * @param exchange the event, as the following steps are to see it
	 * @return completes when it was published; fails with
	 * {@link io.dialogue.error.DialogueException} if it was refused
	 */
	CompletionStage<TriggerResult> proceed(EventExchange exchange);

}
