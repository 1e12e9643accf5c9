package io.dialogue.membership;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientLimits;
import io.dialogue.client.DisconnectReason;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.error.Incident;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.HookRegistry;
import io.dialogue.room.Participant;

/**
 * How a client joins: authorisation, {@code beforeJoin}, the room if it is not there yet,
 * the seat, the confirmation, what it missed, {@code onJoined}.
 */
final class JoinFlow {

	private static final String REASON = "joined another room";

	private final MembershipStore store;

	private final RoomOpening rooms;

	private final Admission admission;

	private final LeaveFlow leaveFlow;

	private final CatchUp catchUp;

	private final HookRegistry hooks;

	private final ClientLimits limits;

	JoinFlow(MembershipStore store, RoomOpening rooms, Admission admission, LeaveFlow leaveFlow, CatchUp catchUp,
			HookRegistry hooks, ClientLimits limits) {
		this.store = store;
		this.rooms = rooms;
		this.admission = admission;
		this.leaveFlow = leaveFlow;
		this.catchUp = catchUp;
		this.hooks = hooks;
		this.limits = limits;
	}

	CompletionStage<Void> join(MemberClient client, String roomId, JoinRequest request) {
		ManagedRoom room = this.rooms.find(roomId, client, request.asked());
		if (room == null) {
			return CompletableFuture.failedFuture(Membership.notFound(roomId));
		}
		return request.asked() ? this.admission.join(client, room)
			.thenCompose((admitted) -> this.admission.limit(client, room, request))
			.thenCompose((limited) -> admitted(client, room, limited)) : admitted(client, room, request);
	}

	private CompletionStage<Void> admitted(MemberClient client, ManagedRoom room, JoinRequest request) {
		try {
			Seat known = client.seats().find(room.id());
			if (known != null) {
				return joinAgain(client, known, request);
			}
			if (request.asked()) {
				askHooks(client, room);
			}
			return open(client, room, request);
		}
		catch (DialogueException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * What was found out holds for the room that was found: where another has its id by
	 * now, or where it has gone, all begins anew.
	 */
	private CompletionStage<Void> open(MemberClient client, ManagedRoom found, JoinRequest request) {
		requirePlace(client, newSeat(client, found, request));
		return this.rooms.open(found)
			.thenCompose((opened) -> (opened != null && opened.definition() == found.definition())
					? joinAnew(client, opened, request) : join(client, found.id(), request));
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
		Seat seat = newSeat(client, room, request);
		requirePlace(client, seat);
		if (!client.seats().reserve(seat)) {
			Seat other = client.seats().find(room.id());
			return (other != null) ? joinAgain(client, other, request)
					: CompletableFuture.failedFuture(Membership.notAMember(room.id()));
		}
		return CompletableFuture.completedStage(room.id())
			.thenCompose((roomId) -> this.store.tryJoin(roomId, client.id(), room.maxSize()))
			.thenCompose((result) -> seated(client, seat, request, result))
			.whenComplete((done, ex) -> {
				if (ex != null && !seat.isLeaving()) {
					client.seats().vacate(seat);
				}
				seat.joined();
			})
			.handle((done, ex) -> settled(client, room, request, ex))
			.thenCompose((settled) -> settled);
	}

	private static Seat newSeat(MemberClient client, ManagedRoom room, JoinRequest request) {
		return new Seat(room, new Participant(client, client.connection()), !request.asked());
	}

	/** Asked before a room is created for the client, and when it is there. */
	private void requirePlace(MemberClient client, Seat seat) {
		if (client.seats().countBeside(seat) >= this.limits.maxRooms()) {
			throw new DialogueException(ErrorCode.RATE_LIMITED,
					"A client may be in " + this.limits.maxRooms() + " rooms at most; leave one first");
		}
	}

	/** Where the room was deleted meanwhile, all begins anew when it has gone. */
	private CompletionStage<Void> settled(MemberClient client, ManagedRoom room, JoinRequest request,
			@Nullable Throwable failure) {
		if (failure == null) {
			return CompletableFuture.completedStage(null);
		}
		return (Incident.cause(failure) instanceof RoomClosed)
				? room.gone().thenCompose((gone) -> join(client, room.id(), request))
				: CompletableFuture.failedStage(failure);
	}

	private CompletionStage<Void> seated(MemberClient client, Seat seat, JoinRequest request, SeatResult result) {
		ManagedRoom room = seat.room();
		if (result == SeatResult.FULL) {
			throw new DialogueException(ErrorCode.ROOM_FULL, "Room '" + room.id() + "' is at capacity");
		}
		if (!room.audience().enter(seat.participant(), subscriptions(room, request))) {
			this.store.leave(room.id(), client.id());
			throw new RoomClosed();
		}
		Collection<Seat> excluded = client.seats().take(seat);
		if (excluded == null) {
			room.leave(seat.participant());
			this.store.leave(room.id(), client.id());
			throw client.isConnected() ? new RoomClosed() : Membership.notAMember(room.id());
		}
		return leave(client, excluded).thenCompose((left) -> this.catchUp.run(client, seat, request))
			.whenComplete((done, ex) -> {
				if (ex != null) {
					abandon(client, seat);
				}
			})
			.thenRun(() -> callOnJoined(client, room, request.asked()));
	}

	private CompletionStage<Void> leave(MemberClient client, Collection<Seat> excluded) {
		return CompletableFuture.allOf(excluded.stream()
			.map((seat) -> this.leaveFlow.vacate(client, seat, REASON).toCompletableFuture())
			.toArray(CompletableFuture<?>[]::new));
	}

	/** Gives up a seat that was taken in vain. */
	private void abandon(MemberClient client, Seat seat) {
		if (client.seats().release(seat)) {
			seat.room().leave(seat.participant());
			this.store.leave(seat.room().id(), client.id()).whenComplete((left, ex) -> client.seats().vacate(seat));
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
	 * Confirms once more, and recovers if asked to, which has to be allowed anew;
	 * {@code onJoined} and history do not run again.
	 */
	private CompletionStage<Void> joinAgain(MemberClient client, Seat seat, JoinRequest request) {
		return seat.settled().thenCompose((settled) -> {
			if (client.seats().findTaken(seat.room().id()) != seat) {
				return join(client, seat.room().id(), request);
			}
			if (!request.asked()) {
				seat.giveByServer();
			}
			return (request.since() != null) ? recover(client, seat, request) : this.catchUp.confirm(seat, request);
		});
	}

	private CompletionStage<Void> recover(MemberClient client, Seat seat, JoinRequest request) {
		if (request.asked()) {
			askHooks(client, seat.room());
		}
		seat.room().audience().enterAgain(seat.participant(), request.subscriptions());
		return this.catchUp.run(client, seat, request).whenComplete((done, ex) -> {
			if (ex != null && seat.room().audience().isMember(seat.participant())) {
				// What is held back for it cannot be told apart from what it has seen
				client.connection().close(DisconnectReason.TRANSPORT_ERROR);
			}
		});
	}

	/**
	 * The room was deleted before the client was seated.
	 */
	@SuppressWarnings("serial")
	private static final class RoomClosed extends RuntimeException {

		private RoomClosed() {
			super(null, null, false, false);
		}

	}

}
