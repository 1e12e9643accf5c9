package io.dialogue.ratelimit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.LocalBucket;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one client, of one user, or of all rooms. One that is full again is as
 * good as a new one: such are forgotten when many others have come, so that what is kept
 * does not grow with the number of rooms that come and go. Safe for use by several
 * threads.
 */
final class Buckets {

	/** So many may stay although they are full. */
	private static final int FEW = 64;

	private final Map<Key, LocalBucket> buckets = new ConcurrentHashMap<>();

	private final int max;

	private volatile int crowdedAt = FEW;

	/** Creates none yet, for as many rooms as there are. */
	Buckets() {
		this(Integer.MAX_VALUE);
	}

	/**
	 * Creates none yet.
	 * @param max how many there may be; beyond, those of some rooms are forgotten
	 * although they are not full
	 */
	Buckets(int max) {
		this.max = max;
	}

	Bucket of(Key key, RateLimitRule rule) {
		LocalBucket known = this.buckets.get(key);
		if (known != null) {
			return known;
		}
		if (this.buckets.size() >= this.crowdedAt) {
			makeRoom();
		}
		return this.buckets.computeIfAbsent(key, (absent) -> newBucket(rule));
	}

	private static LocalBucket newBucket(RateLimitRule rule) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(rule.permits()).refillGreedy(rule.permits(), rule.period()))
			.build();
	}

	private void makeRoom() {
		this.buckets.values().removeIf(Buckets::isFull);
		int excess = this.buckets.size() - this.max / 2;
		if (excess > 0) {
			this.buckets.keySet()
				.stream()
				.filter((key) -> key.roomId() != null)
				.limit(excess)
				.forEach(this.buckets::remove);
		}
		this.crowdedAt = Math.max(FEW, Math.min(this.max, 2 * this.buckets.size()));
	}

	private static boolean isFull(LocalBucket bucket) {
		return bucket.getAvailableTokens() >= bucket.getConfiguration().getBandwidths()[0].getCapacity();
	}

	/** Forgets what all clients of a room share. */
	void forgetRoom(String roomId) {
		for (RateLimitedAction action : RateLimitedAction.values()) {
			this.buckets.remove(new Key(action, roomId, null));
		}
	}

	int size() {
		return this.buckets.size();
	}

	/**
	 * What a bucket is for.
	 *
	 * @param action the action
	 * @param roomId the room whose own rule it is, or {@code null}
	 * @param eventName the event whose rule it is, or {@code null}
	 */
	record Key(RateLimitedAction action, @Nullable String roomId, @Nullable String eventName) {

	}

}
