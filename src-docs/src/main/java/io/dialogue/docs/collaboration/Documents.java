package io.dialogue.docs.collaboration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Service;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.docs.collaboration.DocumentEvents.Change;
import io.dialogue.docs.collaboration.DocumentEvents.Edit;
import io.dialogue.event.EventMessage;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;

/**
 * Opens documents, and puts the edits of all users in order.
 */
// tag::documents[]
@Service
class Documents {

	private final Map<String, Integer> versions = new ConcurrentHashMap<>();

	private final DialogueTemplate dialogue;

	Documents(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	CompletableFuture<Room> open(String documentId, String title) {
		return this.dialogue.createRoom(RoomDefinition.builder("doc:" + documentId, title)
			.events("doc:edit", "cursor:update") // <1>
			.serverEvents(List.of("doc:change"))
			.defaultSubscriptions("doc:change", "cursor:update")
			.maxSize(20)
			.build());
	}

	@DialogueListener
	void edit(EventMessage<Edit> message) { // <2>
		Edit edit = message.data();
		int version = this.versions.getOrDefault(message.roomId(), 0);
		if (edit == null || edit.base() != version) {
			this.dialogue.sendToUser(message.from(), "doc:stale",
					Map.of("roomId", message.roomId(), "version", version)); // <3>
			return;
		}
		this.versions.put(message.roomId(), version + 1);
		this.dialogue.to(message.roomId()).from(message.from()).trigger(new Change(version + 1, edit.operations()));
	}

}
// end::documents[]
