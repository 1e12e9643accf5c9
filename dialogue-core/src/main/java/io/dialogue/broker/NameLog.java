package io.dialogue.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import io.dialogue.event.EncodedEvent;

/**
 * The events of one name in one room: those that are kept, and those that were evicted
 * and that the eviction listener is not done with. Guarded by the lock of its
 * {@link RoomLog}.
 */
final class NameLog {

	private final Deque<EncodedEvent> kept = new ArrayDeque<>();

	private final Deque<EncodedEvent> evicted = new ArrayDeque<>();

	private long highestEvicted;

	static long offset(EncodedEvent event) {
		return Objects.requireNonNull(event.offset());
	}

	void keep(EncodedEvent event) {
		this.kept.addLast(event);
	}

	int keptCount() {
		return this.kept.size();
	}

	int evictedCount() {
		return this.evicted.size();
	}

	long oldestKept() {
		return this.kept.isEmpty() ? Long.MAX_VALUE : offset(this.kept.getFirst());
	}

	void evictOldest() {
		EncodedEvent event = this.kept.removeFirst();
		this.highestEvicted = offset(event);
		this.evicted.addLast(event);
	}

	boolean lostSince(long offset) {
		return this.highestEvicted > offset;
	}

	List<EncodedEvent> evicted() {
		return new ArrayList<>(this.evicted);
	}

	void forgetEvicted(int count) {
		for (int i = 0; i < count; i++) {
			this.evicted.removeFirst();
		}
	}

	/** Adds the kept events behind an offset, oldest first. */
	void addSince(long offset, List<EncodedEvent> events) {
		Iterator<EncodedEvent> newestFirst = this.kept.descendingIterator();
		int start = events.size();
		while (newestFirst.hasNext()) {
			EncodedEvent event = newestFirst.next();
			if (offset(event) <= offset) {
				break;
			}
			events.add(event);
		}
		Collections.reverse(events.subList(start, events.size()));
	}

	Iterator<EncodedEvent> keptNewestFirst() {
		return this.kept.descendingIterator();
	}

	Iterator<EncodedEvent> evictedNewestFirst() {
		return this.evicted.descendingIterator();
	}

}
