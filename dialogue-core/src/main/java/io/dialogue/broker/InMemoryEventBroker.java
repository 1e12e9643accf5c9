package io.dialogue.broker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the logs of all rooms in this process. Publishing is a short critical section of
 * the room, without I/O. While the eviction listener has as many events of a room to take
 * as the room may keep, publishing there waits for it.
 */
public final class InMemoryEventBroker implements EventBroker {

	private final Map<String, Entry> rooms = new ConcurrentHashMap<>();

	/** Rooms that keep events, for the clock that looks for those that are not used. */
	private final Set<RoomLog> clock = new LinkedHashSet<>();

	private final BrokerSettings settings;

	private HandOver handOver = (roomId, event, exceptClientId) -> 0;

	private EvictionListener evictionListener = (roomId, eventName, events) -> CompletableFuture.completedStage(null);

	/**
	 * Creates a broker with default bounds.
	 */
	public InMemoryEventBroker() {
		this(BrokerSettings.DEFAULTS);
	}

	/**
	 * Creates a broker.
	 * @param settings its bounds
	 */
	public InMemoryEventBroker(BrokerSettings settings) {
		this.settings = settings;
	}

	@Override
	public void attach(HandOver target, EvictionListener listener) {
		this.handOver = target;
		this.evictionListener = listener;
	}

	@Override
	public CompletionStage<Published> publish(Publication publication) {
		Entry entry = entry(publication.roomId());
		CompletionStage<Void> relieved = entry.evictions().relieved();
		if (entry.log().evictedCount() >= this.settings.maxEventsPerRoom()) {
			return relieved.thenCompose((done) -> publish(publication));
		}
		try {
			Published published = entry.log().publish(publication, this.handOver);
			if (published == null) {
				this.rooms.remove(publication.roomId(), entry);
				return publish(publication);
			}
			if (entry.log().enterClock()) {
				enterClock(entry.log());
			}
			entry.evictions().run();
			return CompletableFuture.completedStage(published);
		}
		catch (RuntimeException ex) {
			removeIfUnknown(entry);
			return CompletableFuture.failedStage(ex);
		}
	}

	private Entry entry(String roomId) {
		Entry entry = this.rooms.get(roomId);
		return (entry != null) ? entry : this.rooms.computeIfAbsent(roomId, this::newEntry);
	}

	private Entry newEntry(String roomId) {
		RoomLog log = new RoomLog(roomId, this.settings);
		return new Entry(log, new Evictions(log, this.evictionListener));
	}

	/** Gives the hand to the next room until one was not used since it came by. */
	private void enterClock(RoomLog log) {
		RoomLog unused = null;
		synchronized (this.clock) {
			this.clock.add(log);
			while (unused == null && this.clock.size() > this.settings.maxRooms()) {
				RoomLog next = this.clock.iterator().next();
				this.clock.remove(next);
				if (next.clearUsed()) {
					this.clock.add(next);
				}
				else {
					unused = next;
				}
			}
		}
		if (unused != null) {
			giveUp(unused);
		}
	}

	private void giveUp(RoomLog log) {
		log.leaveClock();
		log.evictAll();
		Entry entry = this.rooms.get(log.roomId());
		if (entry != null) {
			entry.evictions().run();
		}
	}

	@Override
	public CompletionStage<@Nullable Published> findPublished(String roomId, String idempotencyKey) {
		Entry entry = this.rooms.get(roomId);
		return CompletableFuture.completedStage((entry != null) ? entry.log().find(idempotencyKey) : null);
	}

	@Override
	public CompletionStage<HistoryPage> page(PageRequest request) {
		Entry entry = this.rooms.get(request.roomId());
		return CompletableFuture
			.completedStage((entry != null) ? entry.log().page(request) : new HistoryPage(List.of(), 0));
	}

	@Override
	public CompletionStage<Replay> since(ReplayRequest request) {
		Entry entry = entry(request.roomId());
		Replay replay = entry.log().since(request);
		if (replay == null) {
			this.rooms.remove(request.roomId(), entry);
			return since(request);
		}
		removeIfUnknown(entry);
		return CompletableFuture.completedStage(replay);
	}

	/** Of a room that was deleted in the same instant, nothing is to stay. */
	private void removeIfUnknown(Entry entry) {
		if (entry.log().clearIfUnknown()) {
			this.rooms.remove(entry.log().roomId(), entry);
		}
	}

	/** The number of rooms of which anything is known. */
	int size() {
		return this.rooms.size();
	}

	@Override
	public CompletionStage<?> clear(String roomId) {
		Entry entry = this.rooms.remove(roomId);
		if (entry == null) {
			return CompletableFuture.completedStage(null);
		}
		synchronized (this.clock) {
			this.clock.remove(entry.log());
		}
		entry.log().clear();
		entry.evictions().run();
		return drained(entry);
	}

	private static CompletionStage<?> drained(Entry entry) {
		CompletionStage<Void> next = entry.evictions().relieved();
		return (entry.log().evictedCount() == 0) ? CompletableFuture.completedStage(null)
				: next.thenCompose((done) -> drained(entry));
	}

	private record Entry(RoomLog log, Evictions evictions) {

	}

}
