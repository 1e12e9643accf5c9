package io.dialogue.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Bounds of what one client may hold.
 *
 * @param maxRooms in how many rooms it may be at once
 * @param maxSubscriptions how many subscriptions it may have in one room
 * @param maxConnections how many connections its user may have at once
 * @param maxPendingAcks for how many of its acknowledgements the server waits at once
 * @param idleTimeout how long it may ask for nothing before it is disconnected, or
 * {@code null} for ever
 */
public record ClientLimits(int maxRooms, int maxSubscriptions, int maxConnections, int maxPendingAcks,
		@Nullable Duration idleTimeout) {

	/** The defaults. */
	public static final ClientLimits DEFAULTS = new ClientLimits(100, 64, 100, 64, null);

	public ClientLimits {
		Assert.isTrue(maxRooms > 0 && maxSubscriptions > 0 && maxConnections > 0 && maxPendingAcks > 0,
				"A client's limits must be positive");
	}

}
