package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.BrokerSettings;
import io.dialogue.client.ClientLimits;
import io.dialogue.gateway.DefaultDialogueGateway;
import io.dialogue.gateway.GatewayLimits;
import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimitRule;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.room.RoomIdPattern;

/**
 * Maps the figures of the properties to what the core takes.
 */
final class DialogueSettings {

	/** Rates that an honest client does not reach, and that a machine gun does. */
	private static final Map<RateLimitedAction, RateLimitRule> DEFAULT_RATES = Map.of(RateLimitedAction.TRIGGER,
			new RateLimitRule(100, Duration.ofSeconds(1)), RateLimitedAction.HISTORY,
			new RateLimitRule(20, Duration.ofMinutes(1)), RateLimitedAction.CREATE_ROOM,
			new RateLimitRule(10, Duration.ofMinutes(1)));

	private final DialogueProperties properties;

	DialogueSettings(DialogueProperties properties) {
		this.properties = properties;
	}

	DefaultDialogueGateway.Settings gateway() {
		return new DefaultDialogueGateway.Settings(gatewayLimits(), clientLimits(),
				Bounds.notNegative("dialogue.session.lifetime", this.properties.session().lifetime()));
	}

	private GatewayLimits gatewayLimits() {
		DialogueProperties.Limits limits = this.properties.limits();
		return new GatewayLimits(Bounds.positive("dialogue.limits.payload", limits.payload()),
				Bounds.positive("dialogue.limits.meta", limits.meta()),
				Bounds.positive("dialogue.limits.room-name-length", limits.roomNameLength()),
				Bounds.positive("dialogue.limits.room-description-length", limits.roomDescriptionLength()),
				Bounds.positive("dialogue.limits.user-id-length", limits.userIdLength()),
				Bounds.positive("dialogue.limits.history-page", limits.historyPage()),
				Bounds.positive("dialogue.limits.mailbox", limits.mailbox()),
				Bounds.positive("dialogue.authentication.timeout", this.properties.authentication().timeout()));
	}

	ClientLimits clientLimits() {
		DialogueProperties.Limits limits = this.properties.limits();
		return new ClientLimits(Bounds.positive("dialogue.limits.rooms-per-client", limits.roomsPerClient()),
				Bounds.positive("dialogue.limits.subscriptions-per-room", limits.subscriptionsPerRoom()));
	}

	int maxRooms() {
		long configured = this.properties.rooms()
			.entrySet()
			.stream()
			.filter((room) -> !RoomIdPattern.isPattern(RoomDefinitions.idOf(room.getKey(), room.getValue())))
			.count();
		int maxRooms = Bounds.positive("dialogue.limits.rooms", this.properties.limits().rooms());
		if (configured > maxRooms) {
			throw new DialogueConfigurationException(
					configured + " rooms are declared, while dialogue.limits.rooms is " + maxRooms + ".",
					"Set dialogue.limits.rooms to " + configured + " or more, or declare fewer rooms.");
		}
		return maxRooms;
	}

	BrokerSettings broker() {
		DialogueProperties.History history = this.properties.history();
		return new BrokerSettings(Bounds.positive("dialogue.history.max-events-per-room", history.maxEventsPerRoom()),
				Bounds.positive("dialogue.history.max-rooms", history.maxRooms()),
				Bounds.positive("dialogue.history.idempotency-keys", history.idempotencyKeys()),
				Bounds.positive("dialogue.history.idempotency-window", history.idempotencyWindow()));
	}

	int maxReplay() {
		return Bounds.notNegative("dialogue.history.max-replay", this.properties.history().maxReplay());
	}

	RateLimitPolicy rateLimits() {
		DialogueProperties.RateLimits limits = this.properties.rateLimits();
		if (!limits.enabled()) {
			return new RateLimitPolicy(Map.of(), Map.of());
		}
		Map<RateLimitedAction, RateLimitRule> rules = new EnumMap<>(DEFAULT_RATES);
		String property = "dialogue.rate-limits.";
		put(rules, RateLimitedAction.TRIGGER, property + "trigger", limits.trigger(), DEFAULT_RATES);
		put(rules, RateLimitedAction.HISTORY, property + "history", limits.history(), DEFAULT_RATES);
		put(rules, RateLimitedAction.CREATE_ROOM, property + "create-room", limits.createRoom(), DEFAULT_RATES);
		return new RateLimitPolicy(rules, roomRules(rules));
	}

	private Map<String, Map<RateLimitedAction, RateLimitRule>> roomRules(Map<RateLimitedAction, RateLimitRule> rules) {
		Map<String, Map<RateLimitedAction, RateLimitRule>> roomRules = new LinkedHashMap<>();
		this.properties.rooms().forEach((key, room) -> {
			Map<RateLimitedAction, RateLimitRule> own = new EnumMap<>(RateLimitedAction.class);
			String property = RoomDefinitions.property(key) + ".rate-limits.";
			put(own, RateLimitedAction.TRIGGER, property + "trigger", room.rateLimits().trigger(), rules);
			put(own, RateLimitedAction.HISTORY, property + "history", room.rateLimits().history(), rules);
			if (!own.isEmpty()) {
				roomRules.put(RoomDefinitions.idOf(key, room), own);
			}
		});
		return roomRules;
	}

	private static void put(Map<RateLimitedAction, RateLimitRule> rules, RateLimitedAction action, String property,
			DialogueProperties.@Nullable RateLimit limit, Map<RateLimitedAction, RateLimitRule> defaults) {
		if (limit == null) {
			return;
		}
		RateLimitRule fallback = defaults.get(action);
		if (fallback == null) {
			throw new IllegalStateException("No default for " + action);
		}
		long permits = (limit.permits() != null) ? limit.permits() : fallback.permits();
		Duration period = (limit.period() != null) ? limit.period() : fallback.period();
		if (permits <= 0) {
			throw new DialogueConfigurationException(
					property + ".permits is " + permits + ", so that clients could do nothing at all.",
					"Set it to 1 or more. (To limit nothing, set dialogue.rate-limits.enabled to false.)");
		}
		rules.put(action, new RateLimitRule(permits, Bounds.positive(property + ".period", period)));
	}

}
