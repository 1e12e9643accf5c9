package io.dialogue.broker;

import java.util.List;

import io.dialogue.event.EncodedEvent;

/**
 * What a member needs to catch up.
 *
 * @param head the newest event's place when the log was read
 * @param recovered whether the events are exactly those that the member missed; otherwise
 * they are the newest ones
 * @param events the events, oldest first
 */
public record Replay(Position head, boolean recovered, List<EncodedEvent> events) {

	public Replay {
		events = List.copyOf(events);
	}

}
