package io.dialogue.gateway;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Bounds of what clients may ask for.
 *
 * @param maxPayloadSize how large an event's data may be, in characters of JSON, counted
 * without escapes
 * @param maxMetaSize how large an event's meta may be, counted likewise
 * @param maxNameLength how long a room's name may be, in characters
 * @param maxDescriptionLength how long a room's description may be, in characters
 * @param maxUserIdLength how long a user id may be, in characters
 * @param maxHistoryPage how many events a page of history may have
 * @param mailboxSize how many requests of one client may wait before its connection is no
 * longer read
 * @param authenticationTimeout how long authentication may take
 */
public record GatewayLimits(int maxPayloadSize, int maxMetaSize, int maxNameLength, int maxDescriptionLength,
		int maxUserIdLength, int maxHistoryPage, int mailboxSize, Duration authenticationTimeout) {

	/** The defaults. */
	public static final GatewayLimits DEFAULTS = new GatewayLimits(64 * 1024, 4 * 1024, 100, 500, 128, 200, 64,
			Duration.ofSeconds(10));

	/** How deep objects and arrays may be nested in data and meta. */
	public static final int MAX_DEPTH = 64;

	/** The longest idempotency key, in characters. */
	public static final int MAX_KEY_LENGTH = 128;

	public GatewayLimits {
		Assert.isTrue(maxPayloadSize > 0 && maxMetaSize > 0 && maxNameLength > 0 && maxDescriptionLength > 0
				&& maxUserIdLength > 0 && maxHistoryPage > 0 && mailboxSize > 0, "Limits must be positive");
		Assert.isTrue(authenticationTimeout.toMillis() > 0, "The authentication timeout must be positive");
	}

}
