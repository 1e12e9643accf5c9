package io.dialogue.docs.server;

import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;

/**
 * Creates and deletes rooms while the application runs.
 */
@Component
class Tables {

	private static final Logger logger = LoggerFactory.getLogger(Tables.class);

	private final DialogueTemplate dialogue;

	Tables(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	// tag::create[]
	CompletableFuture<Room> open(String tableId, String owner) {
		return this.dialogue.createRoom(RoomDefinition.builder("table:" + tableId, "Table " + tableId)
			.maxSize(4)
			.events("message")
			.defaultSubscriptions("message")
			.historyOnJoin(20)
			.createdById(owner) // <1>
			.announced(false) // <2>
			.build());
	}

	CompletableFuture<Boolean> close(String tableId) {
		return this.dialogue.deleteRoom("table:" + tableId);
	}
	// end::create[]

	// tag::room[]
	void inspect(String roomId) {
		Room room = this.dialogue.room(roomId);
		if (room != null && !room.isFull()) {
			logger.info("{}: {} of {} seats are taken", room.name(), room.size(), room.maxSize());
			room.participants().forEach((client) -> client.send("seat-free", null));
			room.trigger(new Message("There is a seat left"));
		}
	}
	// end::room[]

	// tag::listen[]
	ListenerRegistration listen(Room room) {
		return room.on(Message.class, (message) -> logger.info("{} spoke", message.from()));
	}
	// end::listen[]

}
