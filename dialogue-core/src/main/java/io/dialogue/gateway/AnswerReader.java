package io.dialogue.gateway;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.AckException;
import io.dialogue.client.PendingAck;
import io.dialogue.error.DialogueException;
import io.dialogue.event.EventValidator;

/**
 * Turns what clients answer into what was asked for, within the bounds of what clients
 * may send.
 */
final class AnswerReader {

	private final EventValidator validator;

	private final int maxSize;

	AnswerReader(EventValidator validator, GatewayLimits limits) {
		this.validator = validator;
		this.maxSize = limits.maxPayloadSize();
	}

	/** Completes an acknowledgement with an answer, later and on a worker's thread. */
	<R> void complete(PendingAck<R> ack, ClientAnswer answer) {
		ack.answered(() -> read(answer, ack.type()));
	}

	private <R> @Nullable R read(ClientAnswer answer, Class<R> type) {
		if (answer.attachments() > 0) {
			throw new AckException(AckException.Reason.INVALID_ANSWER,
					"The answer has binary attachments, which an acknowledgement may not have");
		}
		try {
			Fields.checkSize("answer", answer.payload(), this.maxSize);
			return convert(answer.payload(), type);
		}
		catch (DialogueException ex) {
			throw new AckException(AckException.Reason.INVALID_ANSWER, ex.text(), ex);
		}
	}

	private <R> @Nullable R convert(JsonNode payload, Class<R> type) {
		if (type == Void.class) {
			return null;
		}
		return (type == JsonNode.class) ? type.cast(payload) : this.validator.validate("Answer", payload, type);
	}

}
