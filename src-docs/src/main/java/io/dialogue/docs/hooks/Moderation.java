package io.dialogue.docs.hooks;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;

/**
 * Refuses some messages and tidies up all others.
 */
// tag::hooks[]
@Component
@Order(1)
class Moderation implements EventHooks {

	@Override
	public boolean supports(String roomId, String eventName) { // <1>
		return eventName.equals("message");
	}

	@Override
	public HookDecision beforeEach(EventExchange exchange) {
		if (!(exchange.data() instanceof Message message)) { // <2>
			return HookDecision.accept();
		}
		if (message.text().contains("buy now")) {
			return HookDecision.reject("No advertisements, please"); // <3>
		}
		return HookDecision.accept(new Message(message.text().strip()), exchange.meta()); // <4>
	}

}
// end::hooks[]
