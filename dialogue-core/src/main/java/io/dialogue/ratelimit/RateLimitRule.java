package io.dialogue.ratelimit;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * A token bucket: so many permits at once, refilled evenly over a period.
 *
 * @param permits how many permits the bucket holds and regains in each period
 * @param period the period
 */
public record RateLimitRule(long permits, Duration period) {

	public RateLimitRule {
		Assert.isTrue(permits > 0, "The number of permits must be positive");
		Assert.isTrue(period.toNanos() > 0, "The period of a rate limit must be positive");
	}

}
