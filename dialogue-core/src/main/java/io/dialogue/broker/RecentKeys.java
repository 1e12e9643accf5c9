package io.dialogue.broker;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of a room's latest publications, bounded in time and count.
 * Guarded by the lock of its {@link RoomLog}.
 */
final class RecentKeys {

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final int limit;

	private final long windowNanos;

	RecentKeys(int limit, Duration window) {
		this.limit = limit;
		this.windowNanos = window.toNanos();
	}

	@Nullable Published find(String key) {
		Entry entry = this.entries.get(key);
		return (entry != null && System.nanoTime() - entry.time() < this.windowNanos) ? entry.published() : null;
	}

	void remember(String key, Published published) {
		long now = System.nanoTime();
		this.entries.remove(key);
		this.entries.put(key, new Entry(published, now));
		Iterator<Entry> oldest = this.entries.values().iterator();
		while (oldest.hasNext() && isStale(oldest.next(), now)) {
			oldest.remove();
		}
	}

	private boolean isStale(Entry entry, long now) {
		return this.entries.size() > this.limit || now - entry.time() >= this.windowNanos;
	}

	private record Entry(Published published, long time) {

	}

}
