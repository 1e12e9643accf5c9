package io.dialogue.docs.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.error.DialogueException;
import io.dialogue.event.EventMessage;
import io.dialogue.event.TriggerResult;

/**
 * Triggers events and sends messages.
 */
@Component
class Announcements {

	private static final Logger logger = LoggerFactory.getLogger(Announcements.class);

	private final DialogueTemplate dialogue;

	Announcements(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	// tag::trigger[]
	void announce(String text) {
		this.dialogue.trigger("chat", new Message(text)); // <1>
		this.dialogue.trigger("chat", "message", Map.of("text", text)); // <2>
	}

	CompletableFuture<TriggerResult> relay(String userId, String clientId, String traceId, String text) {
		return this.dialogue.to("chat")
			.from(userId) // <3>
			.meta("traceId", traceId) // <4>
			.id(traceId) // <5>
			.except(clientId) // <6>
			.trigger(new Message(text));
	}
	// end::trigger[]

	// tag::result[]
	void announceAndCount(String text) {
		this.dialogue.trigger("chat", new Message(text)).whenComplete((result, failure) -> {
			if (failure instanceof DialogueException refusal) {
				logger.info("Refused with {}", refusal.code());
			}
			else if (result != null) {
				logger.info("Number {} reached {} clients", result.offset(), result.recipients());
			}
		});
	}
	// end::result[]

	// tag::send[]
	void remind(String userId, String clientId) {
		this.dialogue.sendToUser(userId, "reminder", Map.of("minutes", 5));
		this.dialogue.sendToClient(clientId, "reminder", Map.of("minutes", 5));
		this.dialogue.broadcastToAll("maintenance", Map.of("at", "22:00"));
	}
	// end::send[]

	// tag::ask[]
	CompletableFuture<Boolean> confirm(String clientId, String question) {
		return this.dialogue
			.sendToClientWithAck(clientId, "confirm", Map.of("question", question), Choice.class,
					Duration.ofSeconds(30)) // <1>
			.thenApply(Choice::accepted) // <2>
			.exceptionally((failure) -> { // <3>
				logger.info("Not confirmed", failure);
				return false;
			});
	}
	// end::ask[]

	// tag::users[]
	void ban(String userId) {
		if (this.dialogue.isInRoom(userId, "chat")) {
			this.dialogue.clientRooms(userId)
				.leaveAll((roomId) -> this.dialogue.trigger(roomId, new Message(userId + " was banned")));
		}
		this.dialogue.disconnectUser(userId);
	}
	// end::users[]

	// tag::revoke[]
	void calmDown(String userId) {
		this.dialogue.removeFromRoom("chat", userId, "Please calm down");
	}

	void loggedOut(String userId) {
		this.dialogue.disconnectUser(userId);
	}

	void lockOut(String userId) {
		this.dialogue.revoke(userId).thenRun(() -> this.dialogue.broadcastToAll("locked-out", userId));
	}
	// end::revoke[]

	// tag::history[]
	CompletableFuture<List<EventMessage<?>>> lastTen() {
		return this.dialogue.history("chat", "message", 0, 10);
	}
	// end::history[]

	// tag::ask[]
	record Choice(boolean accepted, @Size(max = 200) @Nullable String comment) {

	}
	// end::ask[]

}
