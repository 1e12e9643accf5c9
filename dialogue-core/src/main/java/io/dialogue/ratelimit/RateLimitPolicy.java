package io.dialogue.ratelimit;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which rule applies to what. Immutable.
 *
 * @param rules the rules of all rooms, by action; no rule, no limit
 * @param roomRules rules of single rooms, by room id and action, which replace those
 * above in that room
 */
public record RateLimitPolicy(Map<RateLimitedAction, RateLimitRule> rules,
		Map<String, Map<RateLimitedAction, RateLimitRule>> roomRules) {

	public RateLimitPolicy {
		rules = Map.copyOf(rules);
		roomRules = Map.copyOf(roomRules);
	}

	@Nullable RateLimitRule ruleOf(@Nullable String roomId, RateLimitedAction action) {
		RateLimitRule own = ownRuleOf(roomId, action);
		return (own != null) ? own : this.rules.get(action);
	}

	@Nullable RateLimitRule ownRuleOf(@Nullable String roomId, RateLimitedAction action) {
		return (roomId != null) ? this.roomRules.getOrDefault(roomId, Map.of()).get(action) : null;
	}

}
