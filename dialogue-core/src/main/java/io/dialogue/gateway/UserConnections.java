package io.dialogue.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the connections of each user to this node, which may have so many at once.
 */
final class UserConnections {

	private final Map<String, Integer> counts = new ConcurrentHashMap<>();

	private final int limit;

	UserConnections(int limit) {
		this.limit = limit;
	}

	/** Counts a connection, or answers {@code false} if there are too many. */
	boolean take(String userId) {
		boolean[] taken = { false };
		this.counts.compute(userId, (id, known) -> {
			int count = (known != null) ? known : 0;
			taken[0] = count < this.limit;
			return (count < this.limit) ? Integer.valueOf(count + 1) : known;
		});
		return taken[0];
	}

	void giveBack(String userId) {
		this.counts.computeIfPresent(userId, (id, count) -> (count > 1) ? count - 1 : null);
	}

}
