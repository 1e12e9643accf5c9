package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimitRule;
import io.dialogue.ratelimit.RateLimitedAction;

/**
 * Maps the rate limits of the properties to the policy of the core.
 */
final class RateLimitSettings {

	/** Rates that an honest client does not reach, and that a machine gun does. */
	private static final Map<RateLimitedAction, RateLimitRule> DEFAULTS = Map.of(RateLimitedAction.TRIGGER,
			new RateLimitRule(100, Duration.ofSeconds(1)), RateLimitedAction.HISTORY,
			new RateLimitRule(20, Duration.ofMinutes(1)), RateLimitedAction.JOIN,
			new RateLimitRule(100, Duration.ofSeconds(10)), RateLimitedAction.CREATE_ROOM,
			new RateLimitRule(10, Duration.ofMinutes(1)), RateLimitedAction.LIST_ROOMS,
			new RateLimitRule(30, Duration.ofMinutes(1)), RateLimitedAction.EXCESS,
			new RateLimitRule(100, Duration.ofMinutes(1)));

	private static final String PREFIX = "dialogue.rate-limits.";

	private final DialogueProperties properties;

	private final Collection<String> declaredEvents;

	RateLimitSettings(DialogueProperties properties, Collection<String> declaredEvents) {
		this.properties = properties;
		this.declaredEvents = declaredEvents;
	}

	RateLimitPolicy policy() {
		RateLimitProperties limits = this.properties.rateLimits();
		if (!limits.enabled()) {
			return new RateLimitPolicy(Map.of(), Map.of());
		}
		Map<RateLimitedAction, RateLimitRule> rules = new EnumMap<>(DEFAULTS);
		rules.remove(RateLimitedAction.EXCESS);
		put(rules, RateLimitedAction.TRIGGER, PREFIX + "trigger", limits.trigger(), DEFAULTS);
		put(rules, RateLimitedAction.HISTORY, PREFIX + "history", limits.history(), DEFAULTS);
		put(rules, RateLimitedAction.JOIN, PREFIX + "join", limits.join(), DEFAULTS);
		put(rules, RateLimitedAction.CREATE_ROOM, PREFIX + "create-room", limits.createRoom(), DEFAULTS);
		put(rules, RateLimitedAction.LIST_ROOMS, PREFIX + "list-rooms", limits.listRooms(), DEFAULTS);
		put(rules, RateLimitedAction.EXCESS, PREFIX + "disconnect-after", limits.disconnectAfter(), DEFAULTS);
		return new RateLimitPolicy(rules, roomRules(rules), roomTotals(), eventRules(limits.events()),
				userRules(limits.user()));
	}

	private Map<String, Map<RateLimitedAction, RateLimitRule>> roomRules(Map<RateLimitedAction, RateLimitRule> rules) {
		Map<String, Map<RateLimitedAction, RateLimitRule>> roomRules = new LinkedHashMap<>();
		this.properties.rooms().forEach((key, room) -> {
			String property = RoomDefinitions.property(key) + ".rate-limits.";
			Map<RateLimitedAction, RateLimitRule> own = new EnumMap<>(RateLimitedAction.class);
			put(own, RateLimitedAction.TRIGGER, property + "trigger", room.rateLimits().trigger(), rules);
			put(own, RateLimitedAction.HISTORY, property + "history", room.rateLimits().history(), rules);
			if (!own.isEmpty()) {
				roomRules.put(RoomDefinitions.idOf(key, room), own);
			}
		});
		return roomRules;
	}

	private Map<String, Map<RateLimitedAction, RateLimitRule>> roomTotals() {
		Map<String, Map<RateLimitedAction, RateLimitRule>> roomTotals = new LinkedHashMap<>();
		this.properties.rooms().forEach((key, room) -> {
			if (room.rateLimits().total() != null) {
				RateLimitRule total = rule(RoomDefinitions.property(key) + ".rate-limits.total",
						room.rateLimits().total(), rule(RateLimitedAction.TRIGGER, DEFAULTS));
				roomTotals.put(RoomDefinitions.idOf(key, room), Map.of(RateLimitedAction.TRIGGER, total));
			}
		});
		return roomTotals;
	}

	private static Map<RateLimitedAction, RateLimitRule> userRules(RateLimitProperties.User limits) {
		Map<RateLimitedAction, RateLimitRule> rules = new EnumMap<>(
				Map.of(RateLimitedAction.CREATE_ROOM, rule(RateLimitedAction.CREATE_ROOM, DEFAULTS)));
		put(rules, RateLimitedAction.TRIGGER, PREFIX + "user.trigger", limits.trigger(), DEFAULTS);
		put(rules, RateLimitedAction.HISTORY, PREFIX + "user.history", limits.history(), DEFAULTS);
		put(rules, RateLimitedAction.JOIN, PREFIX + "user.join", limits.join(), DEFAULTS);
		put(rules, RateLimitedAction.CREATE_ROOM, PREFIX + "user.create-room", limits.createRoom(), DEFAULTS);
		put(rules, RateLimitedAction.LIST_ROOMS, PREFIX + "user.list-rooms", limits.listRooms(), DEFAULTS);
		return rules;
	}

	private Map<String, RateLimitRule> eventRules(Map<String, RateLimitProperties.Limit> limits) {
		Map<String, RateLimitRule> rules = new LinkedHashMap<>();
		limits.forEach((name, limit) -> {
			String property = PropertyName.of(PREFIX + "events", name);
			if (!this.declaredEvents.contains(name)) {
				throw new DialogueConfigurationException(
						property + " limits event '" + name + "', which nothing declares.",
						"Correct it" + NearestName.suggest(name, this.declaredEvents)
								+ ", or annotate a record with @DialogueEvent(\"" + name + "\").");
			}
			rules.put(name, rule(property, limit, rule(RateLimitedAction.TRIGGER, DEFAULTS)));
		});
		return rules;
	}

	private static void put(Map<RateLimitedAction, RateLimitRule> rules, RateLimitedAction action, String property,
			RateLimitProperties.@Nullable Limit limit, Map<RateLimitedAction, RateLimitRule> defaults) {
		if (limit != null) {
			rules.put(action, rule(property, limit, rule(action, defaults)));
		}
	}

	private static RateLimitRule rule(RateLimitedAction action, Map<RateLimitedAction, RateLimitRule> defaults) {
		RateLimitRule rule = defaults.get(action);
		if (rule == null) {
			throw new IllegalStateException("No default for " + action);
		}
		return rule;
	}

	private static RateLimitRule rule(String property, RateLimitProperties.Limit limit, RateLimitRule fallback) {
		long permits = (limit.permits() != null) ? limit.permits() : fallback.permits();
		Duration period = (limit.period() != null) ? limit.period() : fallback.period();
		if (permits <= 0) {
			throw new DialogueConfigurationException(
					property + ".permits is " + permits + ", so that clients could do nothing at all.",
					"Set it to 1 or more. (To limit nothing, set dialogue.rate-limits.enabled to false.)");
		}
		return new RateLimitRule(permits, Bounds.positive(property + ".period", period));
	}

}
