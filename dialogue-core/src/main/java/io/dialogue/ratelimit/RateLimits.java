package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets clients do what the limiter permits, and refuses the rest: with an error, or
 * silently. A client that is refused more often than {@link RateLimitedAction#EXCESS}
 * permits is disconnected.
 */
public final class RateLimits {

	private static final CompletionStage<Void> PERMITTED = CompletableFuture.completedStage(null);

	private final RateLimiter limiter;

	private final boolean silent;

	/**
	 * Creates the limits.
	 * @param limiter decides
	 * @param silent whether what is refused is dropped without an error
	 */
	public RateLimits(RateLimiter limiter, boolean silent) {
		this.limiter = limiter;
		this.silent = silent;
	}

	/**
	 * Asks for one permit.
	 * @param request what the client is about to do
	 * @return completes if it may; fails with {@link RateLimitedException} if not
	 */
	public CompletionStage<Void> acquire(RateLimitRequest request) {
		return this.limiter.tryAcquire(request)
			.thenCompose((wait) -> (wait.compareTo(Duration.ZERO) > 0) ? refuse(request, wait) : PERMITTED);
	}

	private CompletionStage<Void> refuse(RateLimitRequest request, Duration wait) {
		RateLimitRequest excess = new RateLimitRequest(RateLimitedAction.EXCESS, request.client(), null, null);
		return this.limiter.tryAcquire(excess).thenApply((patience) -> {
			if (patience.compareTo(Duration.ZERO) > 0) {
				request.client().disconnect(RateLimitedAction.EXCESS.refusal());
			}
			throw new RateLimitedException(request.action().refusal(), wait, this.silent);
		});
	}

}
