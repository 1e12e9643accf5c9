package io.dialogue.docs.chat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.stereotype.Component;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.docs.chat.ChatEvents.Message;
import io.dialogue.event.EventMessage;

/**
 * Stores what is said.
 */
// tag::listener[]
@Component
class MessageArchive {

	private final List<EventMessage<Message>> messages = new CopyOnWriteArrayList<>();

	@DialogueListener(room = "general")
	void store(EventMessage<Message> message) {
		this.messages.add(message); // stands for your database
	}

	List<EventMessage<Message>> messages() {
		return this.messages;
	}

}
// end::listener[]
