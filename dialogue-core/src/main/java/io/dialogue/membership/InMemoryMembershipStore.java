package io.dialogue.membership;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Counts the seats of this process.
 */
public final class InMemoryMembershipStore implements MembershipStore {

	private final Map<String, Set<String>> seats = new ConcurrentHashMap<>();

	@Override
	public CompletionStage<SeatResult> tryJoin(String roomId, String clientId, @Nullable Integer limit) {
		SeatResult[] result = { SeatResult.FULL };
		this.seats.compute(roomId, (id, known) -> {
			Set<String> taken = (known != null) ? known : new HashSet<>();
			synchronized (taken) {
				result[0] = take(taken, clientId, limit);
				return taken.isEmpty() ? null : taken;
			}
		});
		return CompletableFuture.completedStage(result[0]);
	}

	private static SeatResult take(Set<String> taken, String clientId, @Nullable Integer limit) {
		if (taken.contains(clientId)) {
			return SeatResult.ALREADY_SEATED;
		}
		if (limit != null && taken.size() >= limit) {
			return SeatResult.FULL;
		}
		taken.add(clientId);
		return SeatResult.SEATED;
	}

	@Override
	public CompletionStage<Boolean> leave(String roomId, String clientId) {
		boolean[] left = { false };
		this.seats.computeIfPresent(roomId, (id, taken) -> {
			synchronized (taken) {
				left[0] = taken.remove(clientId);
				return taken.isEmpty() ? null : taken;
			}
		});
		return CompletableFuture.completedStage(left[0]);
	}

	@Override
	public CompletionStage<?> clear(String roomId) {
		this.seats.remove(roomId);
		return CompletableFuture.completedStage(null);
	}

	@Override
	public int size(String roomId) {
		Set<String> taken = this.seats.get(roomId);
		if (taken == null) {
			return 0;
		}
		synchronized (taken) {
			return taken.size();
		}
	}

}
