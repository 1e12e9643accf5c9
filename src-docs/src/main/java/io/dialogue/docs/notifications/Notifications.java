package io.dialogue.docs.notifications;

import org.springframework.stereotype.Service;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.room.RoomDefinition;

/**
 * Notifies users. Each has a room, which is made when it is needed.
 */
// tag::service[]
@Service
class Notifications {

	private final DialogueTemplate dialogue;

	Notifications(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	void send(String userId, Alert alert) {
		this.dialogue.trigger(roomOf(userId), alert);
	}

	void updateBadge(String userId, Badge.Type type, int count) {
		this.dialogue.trigger(roomOf(userId), new Badge(count, type));
	}

	String roomOf(String userId) {
		String roomId = "user:" + userId;
		if (this.dialogue.room(roomId) == null) {
			this.dialogue.createRoom(RoomDefinition.builder(roomId, "Notifications") // <1>
				.defaultSubscriptions("*")
				.historyOnJoin(20) // <2>
				.announced(false) // <3>
				.build());
		}
		return roomId;
	}

}
// end::service[]
