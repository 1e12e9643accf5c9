package io.dialogue.docs.start;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.error.DialogueException;
import io.dialogue.event.TriggerResult;

/**
 * Lets anything that speaks HTTP say something.
 */
// tag::controller[]
@RestController
class MessageController {

	private final DialogueTemplate dialogue;

	MessageController(DialogueTemplate dialogue) {
		this.dialogue = dialogue;
	}

	@PostMapping("/messages")
	Mono<TriggerResult> say(@RequestBody Message message) {
		return Mono.fromFuture(() -> this.dialogue.to("chat").from("web").trigger(message));
	}

	@ExceptionHandler
	ProblemDetail refused(DialogueException refusal) { // <1>
		return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, refusal.text());
	}

}
// end::controller[]
