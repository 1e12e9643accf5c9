package io.dialogue.broker;

import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;

import io.dialogue.event.EncodedEvent;

/**
 * Merges several runs of events, each newest first, into one.
 */
final class NewestFirst implements Iterator<EncodedEvent> {

	private final PriorityQueue<Run> runs = new PriorityQueue<>(
			Comparator.comparingLong((Run run) -> NameLog.offset(run.next)).reversed());

	NewestFirst add(Iterator<EncodedEvent> newestFirst) {
		if (newestFirst.hasNext()) {
			this.runs.add(new Run(newestFirst));
		}
		return this;
	}

	@Override
	public boolean hasNext() {
		return !this.runs.isEmpty();
	}

	@Override
	public EncodedEvent next() {
		Run run = this.runs.remove();
		EncodedEvent event = run.next;
		add(run.rest);
		return event;
	}

	private static final class Run {

		private final EncodedEvent next;

		private final Iterator<EncodedEvent> rest;

		private Run(Iterator<EncodedEvent> events) {
			this.next = events.next();
			this.rest = events;
		}

	}

}
