package io.dialogue.docs.start;

import org.springframework.stereotype.Component;

import io.dialogue.client.ConnectedClient;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.hook.ClientHooks;
import io.dialogue.room.Room;

/**
 * Welcomes everybody who joins.
 */
// tag::hooks[]
@Component
class Greeter implements ClientHooks {

	private final DialogueTemplate dialogue;

	Greeter(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	@Override
	public void onConnected(ConnectedClient client) {
		client.join("chat");
	}

	@Override
	public void onJoined(ConnectedClient client, Room room) {
		this.dialogue.trigger(room.id(), new Message("Welcome, " + client.userId()));
	}

}
// end::hooks[]
