package io.dialogue.room;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.dialogue.client.OutboundMessage;

/**
 * Live events that were held back for a member that catches up, in their order.
 *
 * @param messages the events as messages
 * @param reached the offset up to which the member has caught up when it got them
 */
public record Backlog(List<OutboundMessage> messages, long reached) {

	static Backlog of(long reached, Stream<Participant.Held> held) {
		List<OutboundMessage> messages = new ArrayList<>();
		long[] last = { reached };
		held.forEach((it) -> {
			messages.add(it.message());
			last[0] = (it.event().offset() != null) ? it.event().offset() : last[0];
		});
		return new Backlog(messages, last[0]);
	}

	int bytes() {
		return this.messages.stream().mapToInt(OutboundMessage::length).sum();
	}

}
