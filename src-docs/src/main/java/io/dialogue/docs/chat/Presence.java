package io.dialogue.docs.chat;

import org.springframework.stereotype.Component;

import io.dialogue.client.ConnectedClient;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.docs.chat.ChatEvents.UserJoined;
import io.dialogue.docs.chat.ChatEvents.UserLeft;
import io.dialogue.hook.ClientHooks;
import io.dialogue.room.Room;

/**
 * Lets everybody into the general room, and tells it who comes and goes.
 */
// tag::hooks[]
@Component
class Presence implements ClientHooks {

	private final DialogueTemplate dialogue;

	private final UserDirectory users;

	Presence(DialogueTemplate dialogue, UserDirectory users) {
		this.dialogue = dialogue;
		this.users = users;
	}

	@Override
	public void onConnected(ConnectedClient client) {
		client.join("general");
	}

	@Override
	public void onJoined(ConnectedClient client, Room room) {
		this.dialogue.to(room.id())
			.from(client.userId())
			.except(client.id()) // <1>
			.trigger(new UserJoined(client.userId(), this.users.displayName(client.userId())));
	}

	@Override
	public void onLeft(ConnectedClient client, String roomId) {
		if (!this.dialogue.isInRoom(client.userId(), roomId)) { // <2>
			this.dialogue.to(roomId).from(client.userId()).trigger(new UserLeft(client.userId()));
		}
	}

}
// end::hooks[]
