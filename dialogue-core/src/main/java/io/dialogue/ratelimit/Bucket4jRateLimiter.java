package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

import io.dialogue.client.ConnectedClient;

/**
 * Keeps token buckets in memory: for each client, each user and each room, one for each
 * rule that applied to it. They go with the client and with the room; those of a user,
 * and of a client in a room that it left, stay until they are full again, so that coming
 * back gives no new permits: for a bounded number of users, and of rooms of one client.
 */
public final class Bucket4jRateLimiter implements RateLimiter {

	private static final CompletionStage<Duration> PERMITTED = CompletableFuture.completedStage(Duration.ZERO);

	/** Buckets of one client; it makes more only by going through many rooms. */
	static final int MAX_OF_CLIENT = 1000;

	private final Map<String, Buckets> clients = new ConcurrentHashMap<>();

	private final Buckets rooms = new Buckets();

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
		Buckets buckets = switch (applied.scope()) {
			case CLIENT -> this.clients.computeIfAbsent(request.client().id(), (id) -> new Buckets(MAX_OF_CLIENT));
			case USER -> this.users.of(request.client());
			case ROOM -> this.rooms;
		};
		return buckets.of(new Buckets.Key(request.action(), applied.roomId(), applied.eventName()), applied.rule());
	}

	@Override
	public void forget(ConnectedClient client) {
		this.clients.remove(client.id());
		this.users.left(client);
	}

	@Override
	public void forgetRoom(String roomId) {
		this.rooms.forgetRoom(roomId);
	}

	/** The number of buckets that are kept, but for those of users. */
	int size() {
		return this.rooms.size() + this.clients.values().stream().mapToInt(Buckets::size).sum();
	}

}
