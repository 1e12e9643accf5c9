package io.dialogue.broker;

import java.util.List;

import io.dialogue.event.EncodedEvent;

/**
 * A page of a room's history.
 *
 * @param events the events, newest first
 * @param available how many events there are to page through, counted up to the end of
 * the page; if less, indexes from there on are no longer kept
 */
public record HistoryPage(List<EncodedEvent> events, int available) {

	public HistoryPage {
		events = List.copyOf(events);
	}

}
