package io.dialogue.broker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EncodedEvent;
import io.dialogue.event.EventName;

/**
 * One room's log. Its lock is the room's order: it is held only for work in memory.
 */
final class RoomLog {

	private final String roomId;

	private final String epoch = UUID.randomUUID().toString();

	private final Map<String, NameLog> names = new LinkedHashMap<>();

	private final RecentKeys keys;

	private final int maxEvents;

	private long head;

	private boolean cleared;

	/** Whether an event was published, or a member was told the epoch. */
	private boolean known;

	/** Set by use, cleared by the clock that looks for rooms that are not used. */
	private volatile boolean used;

	private final AtomicBoolean inClock = new AtomicBoolean();

	RoomLog(String roomId, BrokerSettings settings) {
		this.roomId = roomId;
		this.keys = new RecentKeys(settings.maxKeys(), settings.keyWindow());
		this.maxEvents = settings.maxEventsPerRoom();
	}

	String roomId() {
		return this.roomId;
	}

	/** Returns null if this log was cleared: the room's next one is to be used. */
	synchronized @Nullable Published publish(Publication publication, HandOver handOver) {
		if (this.cleared) {
			return null;
		}
		Published known = find(publication.idempotencyKey());
		if (known != null) {
			return known;
		}
		if (!publication.roomExists().getAsBoolean()) {
			throw new DialogueException(ErrorCode.ROOM_NOT_FOUND, "Room '" + this.roomId + "' does not exist");
		}
		this.known = true;
		EncodedEvent event = number(publication);
		int recipients = handOver.handOver(this.roomId, event, publication.exceptClientId());
		Published published = new Published((event.offset() != null) ? this.epoch : null, event.offset(), recipients);
		if (publication.idempotencyKey() != null) {
			this.keys.remember(publication.idempotencyKey(), published);
		}
		publication.onHandedOver().accept(published);
		return published;
	}

	synchronized @Nullable Published find(@Nullable String idempotencyKey) {
		return (idempotencyKey != null) ? this.keys.find(idempotencyKey) : null;
	}

	private EncodedEvent number(Publication publication) {
		if (publication.historyLimit() == 0) {
			return publication.event();
		}
		EncodedEvent event = publication.event().withOffset(++this.head);
		NameLog log = this.names.computeIfAbsent(event.name(), (name) -> new NameLog());
		log.keep(event);
		while (log.keptCount() > publication.historyLimit()) {
			log.evictOldest();
		}
		while (keptCount() > this.maxEvents) {
			evictOldestOfAll();
		}
		this.used = true;
		return event;
	}

	private int keptCount() {
		int count = 0;
		for (NameLog log : this.names.values()) {
			count += log.keptCount();
		}
		return count;
	}

	private void evictOldestOfAll() {
		this.names.entrySet()
			.stream()
			.min(Comparator.comparingLong((entry) -> entry.getValue().oldestKept()))
			.ifPresent((entry) -> entry.getValue().evictOldest());
	}

	/** Gives up all events, but not the numbering. */
	synchronized void evictAll() {
		for (NameLog log : this.names.values()) {
			while (log.keptCount() > 0) {
				log.evictOldest();
			}
		}
	}

	synchronized void clear() {
		this.cleared = true;
		evictAll();
	}

	/**
	 * Clears this log if nobody knows of it; answers whether it did. The room's next one
	 * is to be used then.
	 */
	synchronized boolean clearIfUnknown() {
		this.cleared |= !this.known;
		return !this.known;
	}

	/** Whether events are kept here that the clock does not know of. */
	boolean enterClock() {
		return this.used && this.inClock.compareAndSet(false, true);
	}

	void leaveClock() {
		this.inClock.set(false);
	}

	boolean clearUsed() {
		boolean was = this.used;
		this.used = false;
		return was;
	}

	/** The oldest evicted events of one name that the listener was not given yet. */
	synchronized @Nullable Evicted nextEvicted() {
		for (Map.Entry<String, NameLog> entry : this.names.entrySet()) {
			if (entry.getValue().evictedCount() > 0) {
				return new Evicted(entry.getKey(), entry.getValue().evicted());
			}
		}
		return null;
	}

	synchronized void forget(Evicted evicted) {
		NameLog log = this.names.get(evicted.eventName());
		if (log != null) {
			log.forgetEvicted(evicted.events().size());
		}
	}

	synchronized int evictedCount() {
		int count = 0;
		for (NameLog log : this.names.values()) {
			count += log.evictedCount();
		}
		return count;
	}

	/** Returns null if this log was cleared: the room's next one is to be used. */
	synchronized @Nullable Replay since(ReplayRequest request) {
		if (this.cleared) {
			return null;
		}
		this.known |= request.roomExists().getAsBoolean();
		return read(request);
	}

	private Replay read(ReplayRequest request) {
		List<EncodedEvent> missed = missed(request);
		if (missed != null && missed.size() <= request.maxReplay()) {
			return new Replay(new Position(this.epoch, this.head), true, missed);
		}
		if (missed != null && request.inParts()) {
			List<EncodedEvent> part = missed.subList(0, request.maxReplay());
			long last = NameLog.offset(part.get(part.size() - 1));
			return new Replay(new Position(this.epoch, last), true, part, true);
		}
		List<EncodedEvent> latest = new ArrayList<>();
		Iterator<EncodedEvent> newestFirst = newestFirst(this.names.values(), false);
		while (latest.size() < request.latest() && newestFirst.hasNext()) {
			latest.add(newestFirst.next());
		}
		Collections.reverse(latest);
		return new Replay(new Position(this.epoch, this.head), false, latest);
	}

	/** Null if some were lost, or if it cannot be known. */
	private @Nullable List<EncodedEvent> missed(ReplayRequest request) {
		Position since = request.since();
		if (since == null || !since.epoch().equals(this.epoch) || since.offset() > this.head || since.offset() < 0) {
			return null;
		}
		List<EncodedEvent> events = new ArrayList<>();
		for (Map.Entry<String, NameLog> entry : this.names.entrySet()) {
			if (request.eventNames().contains(entry.getKey()) || request.eventNames().contains(EventName.ANY)) {
				if (entry.getValue().lostSince(since.offset())) {
					return null;
				}
				entry.getValue().addSince(since.offset(), events);
			}
		}
		events.sort(Comparator.comparingLong(NameLog::offset));
		return events;
	}

	synchronized HistoryPage page(PageRequest request) {
		Collection<NameLog> logs = (request.eventName() == null) ? this.names.values()
				: this.names.entrySet()
					.stream()
					.filter((entry) -> entry.getKey().equals(request.eventName()))
					.map(Map.Entry::getValue)
					.toList();
		List<EncodedEvent> events = new ArrayList<>();
		int index = 0;
		Iterator<EncodedEvent> newestFirst = newestFirst(logs, true);
		while (index < request.end() && newestFirst.hasNext()) {
			EncodedEvent event = newestFirst.next();
			if (request.before() == null || NameLog.offset(event) < request.before()) {
				if (index >= request.start()) {
					events.add(event);
				}
				index++;
			}
		}
		return new HistoryPage(events, index);
	}

	private static Iterator<EncodedEvent> newestFirst(Collection<NameLog> logs, boolean withEvicted) {
		NewestFirst merged = new NewestFirst();
		for (NameLog log : logs) {
			merged.add(log.keptNewestFirst());
			if (withEvicted) {
				merged.add(log.evictedNewestFirst());
			}
		}
		return merged;
	}

	/**
	 * Evicted events of one name.
	 *
	 * @param eventName the name
	 * @param events the events, oldest first
	 */
	record Evicted(String eventName, List<EncodedEvent> events) {

	}

}
