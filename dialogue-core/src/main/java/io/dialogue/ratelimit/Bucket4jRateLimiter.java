package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;

/**
 * Keeps token buckets in memory: for each client, each user and each room, one for each
 * rule that applied to it. They go with the client and with the room; those of a user
 * stay until they are full again, for a bounded number of users.
 */
public final class Bucket4jRateLimiter implements RateLimiter {

	private static final CompletionStage<Duration> PERMITTED = CompletableFuture.completedStage(Duration.ZERO);

	private final Map<String, Map<Key, Bucket>> clients = new ConcurrentHashMap<>();

	private final Map<String, Map<Key, Bucket>> rooms = new ConcurrentHashMap<>();

	private final UserBuckets users;

	private final RateLimitPolicy policy;

	/**
	 * Creates a limiter.
	 * @param policy which rules apply to what
	 */
	public Bucket4jRateLimiter(RateLimitPolicy policy) {
		this.policy = policy;
		this.users = new UserBuckets(policy.longestUserPeriod());
	}

	@Override
	public CompletionStage<Duration> tryAcquire(RateLimitRequest request) {
		List<RateLimitPolicy.Applied> rules = this.policy.of(request);
		for (int i = 0; i < rules.size(); i++) {
			ConsumptionProbe probe = bucket(request, rules.get(i)).tryConsumeAndReturnRemaining(1);
			if (!probe.isConsumed()) {
				rules.subList(0, i).forEach((rule) -> bucket(request, rule).addTokens(1));
				return CompletableFuture.completedStage(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
			}
		}
		return PERMITTED;
	}

	private Bucket bucket(RateLimitRequest request, RateLimitPolicy.Applied applied) {
		Map<Key, Bucket> buckets = switch (applied.scope()) {
			case CLIENT -> this.clients.computeIfAbsent(request.client().id(), (id) -> new ConcurrentHashMap<>());
			case USER -> this.users.of(request.client());
			case ROOM ->
				this.rooms.computeIfAbsent(String.valueOf(request.roomId()), (id) -> new ConcurrentHashMap<>());
		};
		return buckets.computeIfAbsent(new Key(request.action(), applied.roomId(), applied.eventName()),
				(key) -> newBucket(applied.rule()));
	}

	private static Bucket newBucket(RateLimitRule rule) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(rule.permits()).refillGreedy(rule.permits(), rule.period()))
			.build();
	}

	@Override
	public void forget(ConnectedClient client) {
		this.clients.remove(client.id());
		this.users.left(client);
	}

	@Override
	public void forgetRoom(String roomId) {
		this.rooms.remove(roomId);
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
