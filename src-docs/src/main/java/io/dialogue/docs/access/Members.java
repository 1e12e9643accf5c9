package io.dialogue.docs.access;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Stands for whatever knows who belongs to which team.
 */
@Component
class Members {

	private final Map<String, Set<String>> teams = new ConcurrentHashMap<>();

	CompletableFuture<Boolean> isMember(String userId, String roomId) {
		return CompletableFuture.supplyAsync(() -> this.teams.getOrDefault(roomId, Set.of()).contains(userId));
	}

	void add(String userId, String roomId) {
		this.teams.computeIfAbsent(roomId, (id) -> ConcurrentHashMap.newKeySet()).add(userId);
	}

	void remove(String userId, String roomId) {
		this.teams.getOrDefault(roomId, Set.of()).remove(userId);
	}

}
