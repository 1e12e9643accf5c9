package io.dialogue.docs.notifications;

import org.springframework.stereotype.Service;

import io.dialogue.core.DialogueTemplate;

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
		this.dialogue.trigger(openRoom(userId), alert);
	}

	void updateBadge(String userId, Badge.Type type, int count) {
		this.dialogue.trigger(openRoom(userId), new Badge(count, type));
	}

	private String openRoom(String userId) {
		String roomId = roomOf(userId);
		if (this.dialogue.room(roomId) == null) {
			this.dialogue.createRoom(roomId); // <1>
		}
		return roomId;
	}

	static String roomOf(String userId) {
		return "user-" + userId; // <2>
	}

}
// end::service[]
