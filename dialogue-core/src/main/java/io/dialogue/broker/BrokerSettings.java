package io.dialogue.broker;

import java.time.Duration;

import org.springframework.util.Assert;

/**
 * Bounds of the {@link InMemoryEventBroker}.
 *
 * @param maxEventsPerRoom how many events one room keeps, over all event names
 * @param maxRooms how many rooms keep events; beyond, the room that was not used for long
 * gives up its events
 * @param maxKeys how many idempotency keys one room remembers
 * @param keyWindow how long it remembers them
 */
public record BrokerSettings(int maxEventsPerRoom, int maxRooms, int maxKeys, Duration keyWindow) {

	/** The defaults. */
	public static final BrokerSettings DEFAULTS = new BrokerSettings(10_000, 10_000, 1_000, Duration.ofMinutes(2));

	public BrokerSettings {
		Assert.isTrue(maxEventsPerRoom > 0 && maxRooms > 0 && maxKeys > 0, "The broker's bounds must be positive");
		Assert.isTrue(keyWindow.toMillis() > 0, "The window of idempotency keys must be positive");
	}

}
