package io.dialogue.client;

import java.security.Principal;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.access.Requester;

/**
 * Who a client is. Immutable.
 *
 * @param userId the user's id: the authenticated subject, or what the client named itself
 * where nothing authenticates
 * @param authenticated whether an authentication established it
 * @param authorities what the user may do, in the application's words
 * @param claims further facts from the authentication
 * @param issuedAt when the credentials were issued, or {@code null} if nobody knows: once
 * the user's access was revoked, such credentials are refused for good
 * @param expiresAt when the authentication ends, or {@code null} if it does not
 */
public record ClientIdentity(String userId, boolean authenticated, Set<String> authorities, Map<String, Object> claims,
		@Nullable Instant issuedAt, @Nullable Instant expiresAt) implements Principal, Requester {

	/** Later than any clock that counts milliseconds should be asked for. */
	private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

	public ClientIdentity {
		Assert.hasText(userId, "A user id must not be empty");
		expiresAt = (expiresAt != null && expiresAt.isAfter(NEVER)) ? null : expiresAt;
		authorities = Set.copyOf(authorities);
		claims = Map.copyOf(claims);
	}

	/**
	 * An authenticated user.
	 * @param subject the user's id
	 * @return the identity
	 */
	public static ClientIdentity of(String subject) {
		return new ClientIdentity(subject, true, Set.of(), Map.of(), null, null);
	}

	/**
	 * A user that named itself.
	 * @param userId what it said
	 * @return the identity
	 */
	public static ClientIdentity claimed(String userId) {
		return new ClientIdentity(userId, false, Set.of(), Map.of(), null, null);
	}

	/**
	 * The same user with authorities.
	 * @param granted the authorities
	 * @return a new identity
	 */
	public ClientIdentity withAuthorities(Set<String> granted) {
		return new ClientIdentity(this.userId, this.authenticated, granted, this.claims, this.issuedAt, this.expiresAt);
	}

	/**
	 * The same user with claims.
	 * @param facts the claims; values must not be {@code null}
	 * @return a new identity
	 */
	public ClientIdentity withClaims(Map<String, Object> facts) {
		return new ClientIdentity(this.userId, this.authenticated, this.authorities, facts, this.issuedAt,
				this.expiresAt);
	}

	/**
	 * The same user with the time at which the credentials were issued.
	 * @param instant the time, or {@code null} if it is not known
	 * @return a new identity
	 */
	public ClientIdentity withIssuedAt(@Nullable Instant instant) {
		return new ClientIdentity(this.userId, this.authenticated, this.authorities, this.claims, instant,
				this.expiresAt);
	}

	/**
	 * The same user with an end of the authentication.
	 * @param instant the end, or {@code null} for none
	 * @return a new identity
	 */
	public ClientIdentity withExpiry(@Nullable Instant instant) {
		return new ClientIdentity(this.userId, this.authenticated, this.authorities, this.claims, this.issuedAt,
				instant);
	}

	/**
	 * Whether the authentication has ended.
	 * @return {@code true} once {@link #expiresAt} has come
	 */
	public boolean isExpired() {
		return this.expiresAt != null && !Instant.now().isBefore(this.expiresAt);
	}

	@Override
	public String getName() {
		return this.userId;
	}

}
