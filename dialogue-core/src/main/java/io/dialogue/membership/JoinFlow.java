package io.dialogue.membership;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientLimits;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.HookRegistry;
import io.dialogue.room.Participant;

/**
 * How a client joins: {@code beforeJoin}, the seat, the confirmation, what it missed,
 * {@code onJoined}.
 */
final class JoinFlow {

	private final MembershipStore store;

	private final CatchUp catchUp;

	private final HookRegistry hooks;

	private final ClientLimits limits;

	JoinFlow(MembershipStore store, CatchUp catchUp, HookRegistry hooks, ClientLimits limits) {
		this.store = store;
		this.catchUp = catchUp;
		this.hooks = hooks;
		this.limits = limits;
	}

	CompletionStage<Void> join(MemberClient client, ManagedRoom room, JoinRequest request) {
		try {
			Seat known = client.seat(room.id());
			if (known == null) {
				if (request.asked()) {
					askHooks(client, room);
				}
				return joinAnew(client, room, request);
			}
			return joinAgain(client, known, request);
		}
		catch (DialogueException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void askHooks(MemberClient client, ManagedRoom room) {
		for (ClientHooks hook : this.hooks.client()) {
			HookDecision decision = HookRegistry.ask("beforeJoin", hook, (it) -> it.beforeJoin(client, room));
			if (decision instanceof HookDecision.Rejected rejected) {
				throw new DialogueException(ErrorCode.JOIN_DENIED, rejected.reason());
			}
		}
	}

	private CompletionStage<Void> joinAnew(MemberClient client, ManagedRoom room, JoinRequest request) {
		if (client.seatCount() >= this.limits.maxRooms()) {
			throw new DialogueException(ErrorCode.RATE_LIMITED,
					"A client may be in " + this.limits.maxRooms() + " rooms at most; leave one first");
		}
		Seat seat = new Seat(room, new Participant(client, client.connection()));
		if (!client.reserve(seat)) {
			Seat other = client.seat(room.id());
			return (other != null) ? joinAgain(client, other, request)
					: CompletableFuture.failedFuture(Membership.notAMember(room.id()));
		}
		return CompletableFuture.completedStage(room.id())
			.thenCompose((roomId) -> this.store.tryJoin(roomId, client.id(), room.maxSize()))
			.thenCompose((result) -> seated(client, seat, request, result))
			.whenComplete((done, ex) -> {
				if (ex != null && !seat.isLeaving()) {
					client.vacate(seat);
				}
				seat.joined();
			});
	}

	private CompletionStage<Void> seated(MemberClient client, Seat seat, JoinRequest request, SeatResult result) {
		ManagedRoom room = seat.room();
		if (result == SeatResult.FULL) {
			throw new DialogueException(ErrorCode.ROOM_FULL, "Room '" + room.id() + "' is at capacity");
		}
		if (!room.audience().enter(seat.participant(), subscriptions(room, request))) {
			this.store.leave(room.id(), client.id());
			throw Membership.notFound(room.id());
		}
		if (!client.take(seat)) {
			room.audience().leave(seat.participant());
			this.store.leave(room.id(), client.id());
			throw client.isConnected() ? Membership.notFound(room.id()) : Membership.notAMember(room.id());
		}
		return this.catchUp.run(client, seat, request).whenComplete((done, ex) -> {
			if (ex != null) {
				abandon(client, seat);
			}
		}).thenRun(() -> callOnJoined(client, room, request.asked()));
	}

	/** Gives up a seat that was taken in vain. */
	private void abandon(MemberClient client, Seat seat) {
		if (client.release(seat)) {
			seat.room().audience().leave(seat.participant());
			this.store.leave(seat.room().id(), client.id()).whenComplete((left, ex) -> client.vacate(seat));
		}
	}

	private static Collection<String> subscriptions(ManagedRoom room, JoinRequest request) {
		return (request.subscriptions() != null) ? request.subscriptions() : room.defaultSubscriptions();
	}

	private void callOnJoined(MemberClient client, ManagedRoom room, boolean inOrder) {
		if (this.hooks.client().isEmpty()) {
			return;
		}
		if (inOrder) {
			callOnJoined(client, room);
		}
		else {
			client.inOrder(() -> callOnJoined(client, room));
		}
	}

	private @Nullable CompletionStage<?> callOnJoined(MemberClient client, ManagedRoom room) {
		HookRegistry.each("onJoined", this.hooks.client(), (hook) -> hook.onJoined(client, room));
		return null;
	}

	/**
	 * Confirms once more, and recovers if asked to; hooks and history do not run again.
	 */
	private CompletionStage<Void> joinAgain(MemberClient client, Seat seat, JoinRequest request) {
		return seat.settled().thenCompose((settled) -> {
			if (client.takenSeat(seat.room().id()) != seat) {
				return join(client, seat.room(), request);
			}
			if (request.since() != null) {
				seat.room().audience().enterAgain(seat.participant(), request.subscriptions());
				return this.catchUp.run(client, seat, request);
			}
			return this.catchUp.confirm(seat, request);
		});
	}

}
