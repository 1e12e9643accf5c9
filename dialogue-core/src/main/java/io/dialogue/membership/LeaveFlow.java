package io.dialogue.membership;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.dialogue.hook.HookRegistry;

/**
 * How a client leaves: the seat, the confirmation, {@code onLeft}.
 */
final class LeaveFlow {

	private final MembershipStore store;

	private final HookRegistry hooks;

	LeaveFlow(MembershipStore store, HookRegistry hooks) {
		this.store = store;
		this.hooks = hooks;
	}

	CompletionStage<Boolean> leave(MemberClient client, String roomId, Runnable confirm) {
		Seat seat = client.seats().findTaken(roomId);
		if (seat == null || !client.seats().release(seat)) {
			return CompletableFuture.completedStage(false);
		}
		return vacate(client, seat, confirm);
	}

	/** Takes a seat away and tells the client why. */
	CompletionStage<Boolean> remove(MemberClient client, Seat seat, String reason) {
		return client.seats().release(seat) ? vacate(client, seat, reason) : CompletableFuture.completedStage(false);
	}

	/** Frees a seat that was released, and tells the client why. */
	CompletionStage<Boolean> vacate(MemberClient client, Seat seat, String reason) {
		return vacate(client, seat,
				() -> client.send("dialogue:left", Map.of("roomId", seat.room().id(), "reason", reason)));
	}

	private CompletionStage<Boolean> vacate(MemberClient client, Seat seat, Runnable confirm) {
		String roomId = seat.room().id();
		seat.room().leave(seat.participant());
		return this.store.leave(roomId, client.id()).thenApply((left) -> {
			confirm.run();
			if (seat.isConfirmed() && !this.hooks.client().isEmpty()) {
				client.inOrder(() -> callOnLeft(client, roomId));
			}
			return true;
		}).whenComplete((left, ex) -> client.seats().vacate(seat));
	}

	private CompletionStage<?> callOnLeft(MemberClient client, String roomId) {
		HookRegistry.each("onLeft", this.hooks.client(), (hook) -> hook.onLeft(client, roomId));
		return CompletableFuture.completedStage(null);
	}

}
