package io.dialogue.docs.notifications;

import org.springframework.stereotype.Component;

import io.dialogue.client.ConnectedClient;
import io.dialogue.hook.ClientHooks;

/**
 * Lets each client into the room of its user.
 */
// tag::hooks[]
@Component
class NotificationHooks implements ClientHooks {

	@Override
	public void onConnected(ConnectedClient client) {
		client.join(Notifications.roomOf(client.userId()));
	}

}
// end::hooks[]
