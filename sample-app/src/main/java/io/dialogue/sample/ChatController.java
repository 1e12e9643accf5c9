package io.dialogue.sample;

import java.security.Principal;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.TriggerResult;

/**
 * Lets anything that speaks HTTP say something in a room. What the server says is not
 * subject to the rooms' rules: in the profile {@code secured} this is for administrators.
 */
@RestController
@RequestMapping("/api")
class ChatController {

	private final DialogueTemplate dialogue;

	ChatController(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	@PostMapping("/rooms/{roomId}/messages")
	Mono<TriggerResult> say(@PathVariable String roomId, @RequestBody Message message, @Nullable Principal user) {
		String from = (user != null) ? user.getName() : "curl";
		return Mono.fromFuture(() -> this.dialogue.to(roomId).from(from).trigger(message));
	}

	@ExceptionHandler
	ProblemDetail refused(DialogueException refusal) {
		HttpStatus status = (refusal.code() == ErrorCode.ROOM_NOT_FOUND) ? HttpStatus.NOT_FOUND
				: HttpStatus.UNPROCESSABLE_CONTENT;
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, refusal.text());
		problem.setTitle(refusal.code().name());
		return problem;
	}

}
