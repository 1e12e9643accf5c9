package io.dialogue.broker;

import java.util.List;

import io.dialogue.event.EncodedEvent;

/**
 * What a member needs to catch up.
 *
 * @param head up to where the events go: the newest event's place when the log was read,
 * or that of the last of the events if more are to be asked for
 * @param recovered whether the events are exactly those that the member missed up to the
 * head; otherwise they are the newest ones
 * @param events the events, oldest first
 * @param more whether the log goes on behind the head, so that there is more to ask for
 */
public record Replay(Position head, boolean recovered, List<EncodedEvent> events, boolean more) {

	public Replay {
		events = List.copyOf(events);
	}

	/**
	 * An answer after which there is nothing more to ask for.
	 * @param head the newest event's place when the log was read
	 * @param recovered whether the events are exactly those that the member missed
	 * @param events the events, oldest first
	 */
	public Replay(Position head, boolean recovered, List<EncodedEvent> events) {
		this(head, recovered, events, false);
	}

}
