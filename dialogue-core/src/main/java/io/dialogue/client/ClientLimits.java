package io.dialogue.client;

import org.springframework.util.Assert;

/**
 * Bounds of what one client may hold.
 *
 * @param maxRooms in how many rooms it may be at once
 * @param maxSubscriptions how many subscriptions it may have in one room
 */
public record ClientLimits(int maxRooms, int maxSubscriptions) {

	/** The defaults. */
	public static final ClientLimits DEFAULTS = new ClientLimits(100, 64);

	public ClientLimits {
		Assert.isTrue(maxRooms > 0 && maxSubscriptions > 0, "A client's limits must be positive");
	}

}
