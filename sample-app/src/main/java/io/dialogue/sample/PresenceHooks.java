package io.dialogue.sample;

import org.springframework.stereotype.Component;

import io.dialogue.client.ConnectedClient;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.hook.ClientHooks;
import io.dialogue.room.Room;

/**
 * Tells a room who is here when somebody comes or goes.
 */
@Component
class PresenceHooks implements ClientHooks {

	private final DialogueTemplate dialogue;

	PresenceHooks(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	@Override
	public void onJoined(ConnectedClient client, Room room) {
		tell(room);
	}

	@Override
	public void onLeft(ConnectedClient client, String roomId) {
		Room room = this.dialogue.room(roomId);
		if (room != null) {
			tell(room);
		}
	}

	private static void tell(Room room) {
		room.trigger(
				new Presence(room.participants().stream().map(ConnectedClient::userId).distinct().sorted().toList()));
	}

}
