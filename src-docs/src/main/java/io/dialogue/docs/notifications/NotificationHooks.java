package io.dialogue.docs.notifications;

import org.springframework.stereotype.Component;

import io.dialogue.client.ConnectedClient;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;

/**
 * Lets each user into the own room, and nobody else.
 */
// tag::hooks[]
@Component
class NotificationHooks implements ClientHooks {

	private final Notifications notifications;

	NotificationHooks(Notifications notifications) {
		this.notifications = notifications;
	}

	@Override
	public void onConnected(ConnectedClient client) {
		client.join(this.notifications.roomOf(client.userId()));
	}

	@Override
	public HookDecision beforeJoin(ConnectedClient client, Room room) {
		return room.id().startsWith("user:") ? HookDecision.reject("This room is private") : HookDecision.accept(); // <1>
	}

}
// end::hooks[]
