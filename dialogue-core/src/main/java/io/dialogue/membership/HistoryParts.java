package io.dialogue.membership;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EncodedEvent;

/**
 * A history as so many messages {@code dialogue:history} as it takes: each goes on where
 * the one before ended, and is made when its turn comes.
 */
final class HistoryParts implements Iterator<OutboundMessage> {

	private final String roomId;

	private List<EncodedEvent> rest;

	/**
	 * Divides a history.
	 * @param roomId the room's id
	 * @param newestFirst the events
	 */
	HistoryParts(String roomId, List<EncodedEvent> newestFirst) {
		this.roomId = roomId;
		this.rest = newestFirst;
	}

	@Override
	public boolean hasNext() {
		return !this.rest.isEmpty();
	}

	@Override
	public OutboundMessage next() {
		if (this.rest.isEmpty()) {
			throw new NoSuchElementException();
		}
		List<EncodedEvent> part = HistoryMessage.cut(this.rest);
		this.rest = this.rest.subList(part.size(), this.rest.size());
		return HistoryMessage.of(this.roomId, part);
	}

}
