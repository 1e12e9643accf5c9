package io.dialogue.sample;

import org.springframework.stereotype.Component;

import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;

/**
 * Keeps the sample's rooms calm: tidies up what is said, and refuses shouting.
 */
@Component
class HouseRules implements EventHooks {

	private static final int SHOUT = 12;

	@Override
	public boolean supports(String roomId, String eventName) {
		return eventName.equals("message");
	}

	@Override
	public HookDecision beforeEach(EventExchange exchange) {
		if (!(exchange.data() instanceof Message message)) {
			return HookDecision.accept();
		}
		String text = message.text().strip();
		if (text.length() >= SHOUT && text.equals(text.toUpperCase()) && !text.equals(text.toLowerCase())) {
			return HookDecision.reject("No shouting, please");
		}
		return HookDecision.accept(new Message(text, message.replyTo()), exchange.meta());
	}

}
