package io.dialogue.autoconfigure.app;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.springframework.boot.autoconfigure.SpringBootApplication;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.event.EventMessage;

/**
 * What a user writes.
 */
@SpringBootApplication
public class ChatApplication {

	public final BlockingQueue<EventMessage<Message>> heard = new LinkedBlockingQueue<>();

	@DialogueListener(room = "chat")
	void hear(EventMessage<Message> message) {
		this.heard.add(message);
	}

}
