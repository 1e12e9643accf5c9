package io.dialogue.docs.hooks;

import java.time.Clock;
import java.time.LocalTime;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.dialogue.client.ConnectedClient;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;

/**
 * Opens a room at nine.
 */
// tag::hooks[]
@Component
@Order(1)
class OpeningHours implements ClientHooks {

	private final Clock clock;

	OpeningHours(Clock clock) {
		this.clock = clock;
	}

	@Override
	public HookDecision beforeJoin(ConnectedClient client, Room room) {
		if (room.id().equals("lounge") && LocalTime.now(this.clock).getHour() < 9) {
			return HookDecision.reject("The lounge opens at nine");
		}
		return HookDecision.accept();
	}

}
// end::hooks[]
