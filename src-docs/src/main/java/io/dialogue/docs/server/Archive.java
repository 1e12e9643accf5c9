package io.dialogue.docs.server;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.springframework.stereotype.Component;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.event.EventMessage;

/**
 * Listens to events.
 */
// tag::listener[]
@Component
class Archive {

	private final Queue<String> lines = new ConcurrentLinkedQueue<>();

	@DialogueListener(room = "chat")
	void store(EventMessage<Message> message) { // <1>
		if (message.data() != null) {
			this.lines.add(message.from() + ": " + message.data().text());
		}
	}

	@DialogueListener
	void inspect(Message message) { // <2>
		this.lines.add("heard: " + message.text());
	}

	@DialogueListener(event = "audit.login") // <3>
	void audit(EventMessage<?> message) {
		this.lines.add("audit: " + message.from());
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

}
// end::listener[]
