package io.dialogue.docs.hooks;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.dialogue.client.ConnectedClient;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;

/**
 * Keeps a room for those who may enter it.
 */
// tag::hooks[]
@Component
@Order(1)
class RoomAccess implements ClientHooks {

	@Override
	public HookDecision beforeJoin(ConnectedClient client, Room room) {
		if (room.id().equals("lounge") && !client.identity().authorities().contains("vip")) {
			return HookDecision.reject("The lounge is for VIPs");
		}
		return HookDecision.accept();
	}

}
// end::hooks[]
