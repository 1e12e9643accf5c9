package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.dialogue.room.RoomDefinition;

/**
 * Which rules apply to what: all of those that do must permit it. Immutable.
 *
 * @param rules the rules for each client, by action; no rule, no limit
 * @param roomRules the rules for each client in single rooms, which replace those above
 * there, by the {@linkplain RoomDefinition#key() room's key} and action
 * @param roomTotals the rules for all clients of a room together, by the room's key and
 * action
 * @param eventRules the rules for each client that triggers an event, by the event's name
 * @param userRules the rules for each user over all its connections, by action
 */
public record RateLimitPolicy(Map<RateLimitedAction, RateLimitRule> rules,
		Map<String, Map<RateLimitedAction, RateLimitRule>> roomRules,
		Map<String, Map<RateLimitedAction, RateLimitRule>> roomTotals, Map<String, RateLimitRule> eventRules,
		Map<RateLimitedAction, RateLimitRule> userRules) {

	public RateLimitPolicy {
		rules = Map.copyOf(rules);
		roomRules = Map.copyOf(roomRules);
		roomTotals = Map.copyOf(roomTotals);
		eventRules = Map.copyOf(eventRules);
		userRules = Map.copyOf(userRules);
	}

	/**
	 * A policy of rules for each client.
	 * @param rules the rules, by action
	 * @param roomRules the rules in single rooms, by the room's key and action
	 */
	public RateLimitPolicy(Map<RateLimitedAction, RateLimitRule> rules,
			Map<String, Map<RateLimitedAction, RateLimitRule>> roomRules) {
		this(rules, roomRules, Map.of(), Map.of(), Map.of());
	}

	/** The rules that apply, each with who shares its permits. */
	List<Applied> of(RateLimitRequest request) {
		List<Applied> applied = new ArrayList<>(4);
		String room = (request.room() != null) ? request.room().key() : null;
		RateLimitRule own = in(this.roomRules, room, request.action());
		if (own != null) {
			add(applied, RateLimitScope.CLIENT, own, request.roomId(), null);
		}
		else {
			add(applied, RateLimitScope.CLIENT, this.rules.get(request.action()), null, null);
		}
		if (request.action() == RateLimitedAction.TRIGGER && request.eventName() != null) {
			add(applied, RateLimitScope.CLIENT, this.eventRules.get(request.eventName()), null, request.eventName());
		}
		add(applied, RateLimitScope.USER, this.userRules.get(request.action()), null, null);
		add(applied, RateLimitScope.ROOM, in(this.roomTotals, room, request.action()), request.roomId(), null);
		return applied;
	}

	private static void add(List<Applied> applied, RateLimitScope scope, @Nullable RateLimitRule rule,
			@Nullable String roomId, @Nullable String eventName) {
		if (rule != null) {
			applied.add(new Applied(scope, rule, roomId, eventName));
		}
	}

	private static @Nullable RateLimitRule in(Map<String, Map<RateLimitedAction, RateLimitRule>> rules,
			@Nullable String key, RateLimitedAction action) {
		return (key != null) ? rules.getOrDefault(key, Map.of()).get(action) : null;
	}

	/** The longest time in which a user's bucket is full again. */
	Duration longestUserPeriod() {
		return Stream.concat(Stream.of(Duration.ZERO), this.userRules.values().stream().map(RateLimitRule::period))
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	/**
	 * A rule that applies.
	 *
	 * @param scope who shares its permits
	 * @param rule the rule
	 * @param roomId the room whose own rule it is, or {@code null}
	 * @param eventName the event whose rule it is, or {@code null}
	 */
	record Applied(RateLimitScope scope, RateLimitRule rule, @Nullable String roomId, @Nullable String eventName) {

	}

}
