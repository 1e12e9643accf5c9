package io.dialogue.revocation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * That a user's access was revoked.
 *
 * @param userId the user's id
 * @param time when: credentials that were issued then or before are refused
 */
public record Revocation(String userId, Instant time) {

	public Revocation {
		Assert.hasText(userId, "A user id must not be empty");
	}

	/**
	 * Whether credentials are refused.
	 * @param issuedAt when they were issued; {@code null} if nobody knows, so that they
	 * may be old
	 * @return {@code true} unless they were issued later
	 */
	public boolean covers(@Nullable Instant issuedAt) {
		return issuedAt == null || !issuedAt.isAfter(this.time);
	}

}
