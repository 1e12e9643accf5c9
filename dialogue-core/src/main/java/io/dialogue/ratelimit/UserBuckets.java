package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.dialogue.client.ConnectedClient;

/**
 * The buckets of users. They outlive a user's last connection for as long as it takes to
 * fill them, so that connecting again gives no new permits; of so many users at most.
 */
final class UserBuckets {

	/** Users whose last connection has gone; beyond, the first of them is forgotten. */
	private static final int MAX_LEFT = 100_000;

	private final Map<String, Entry> users = new ConcurrentHashMap<>();

	/** When the last connection of a user had gone, oldest first. Guarded by itself. */
	private final Map<String, Long> left = new LinkedHashMap<>();

	private final long stayNanos;

	UserBuckets(Duration stay) {
		this.stayNanos = stay.toNanos();
	}

	Buckets of(ConnectedClient client) {
		return this.users.compute(client.userId(), (userId, known) -> {
			Entry entry = (known != null) ? known : new Entry(ConcurrentHashMap.newKeySet(), new Buckets());
			entry.clients().add(client.id());
			return entry;
		}).buckets();
	}

	void left(ConnectedClient client) {
		Entry entry = this.users.get(client.userId());
		if (entry != null && entry.clients().remove(client.id()) && entry.clients().isEmpty()) {
			synchronized (this.left) {
				this.left.remove(client.userId());
				this.left.put(client.userId(), System.nanoTime());
				forgetOldest();
			}
		}
	}

	private void forgetOldest() {
		long now = System.nanoTime();
		Iterator<Map.Entry<String, Long>> oldest = this.left.entrySet().iterator();
		while (oldest.hasNext()) {
			Map.Entry<String, Long> next = oldest.next();
			if (this.left.size() <= MAX_LEFT && now - next.getValue() <= this.stayNanos) {
				return;
			}
			oldest.remove();
			this.users.computeIfPresent(next.getKey(), (userId, entry) -> entry.clients().isEmpty() ? null : entry);
		}
	}

	/** The number of users whose buckets are kept. */
	int size() {
		return this.users.size();
	}

	private record Entry(Set<String> clients, Buckets buckets) {

	}

}
