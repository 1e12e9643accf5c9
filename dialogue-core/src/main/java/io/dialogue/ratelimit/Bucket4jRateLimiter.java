package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;

/**
 * Keeps token buckets in memory: one for each client and action, and one more for each
 * room with a rule of its own.
 */
public final class Bucket4jRateLimiter implements RateLimiter {

	private static final CompletionStage<Duration> PERMITTED = CompletableFuture.completedStage(Duration.ZERO);

	private final Map<String, Map<Key, Bucket>> buckets = new ConcurrentHashMap<>();

	private final RateLimitPolicy policy;

	/**
	 * Creates a limiter.
	 * @param policy which rule applies to what
	 */
	public Bucket4jRateLimiter(RateLimitPolicy policy) {
		this.policy = policy;
	}

	@Override
	public CompletionStage<Duration> tryAcquire(RateLimitRequest request) {
		RateLimitRule rule = this.policy.ruleOf(request.roomId(), request.action());
		if (rule == null) {
			return PERMITTED;
		}
		ConsumptionProbe probe = bucket(request, rule).tryConsumeAndReturnRemaining(1);
		return probe.isConsumed() ? PERMITTED
				: CompletableFuture.completedStage(Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
	}

	private Bucket bucket(RateLimitRequest request, RateLimitRule rule) {
		String roomId = (this.policy.ownRuleOf(request.roomId(), request.action()) != null) ? request.roomId() : null;
		return this.buckets.computeIfAbsent(request.client().id(), (id) -> new ConcurrentHashMap<>())
			.computeIfAbsent(new Key(request.action(), roomId), (key) -> newBucket(rule));
	}

	private static Bucket newBucket(RateLimitRule rule) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(rule.permits()).refillGreedy(rule.permits(), rule.period()))
			.build();
	}

	@Override
	public void forget(ConnectedClient client) {
		this.buckets.remove(client.id());
	}

	private record Key(RateLimitedAction action, @Nullable String roomId) {

	}

}
