package io.dialogue.membership;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.dialogue.access.AccessAction;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;

/**
 * Lets clients to rooms, and keeps there only who may be there: a member that does not
 * pass any more is removed and told. A seat that the server gave is the server's to take.
 */
final class Admission {

	private static final String REASON = "not authorized";

	private final RoomDirectory directory;

	private final RoomAuthorization authorization;

	private final LeaveFlow leaveFlow;

	Admission(RoomDirectory directory, RoomAuthorization authorization, LeaveFlow leaveFlow) {
		this.directory = directory;
		this.authorization = authorization;
		this.leaveFlow = leaveFlow;
	}

	/** Fails unless a client may take a seat, or may keep the one that it has. */
	CompletionStage<Void> join(MemberClient client, ManagedRoom room) {
		Seat seat = client.seats().findTaken(room.id());
		if (seat != null) {
			return keep(client, seat).thenAccept((kept) -> {
			});
		}
		return see(client, room)
			.thenCompose((seen) -> this.authorization.permits(AccessAction.JOIN, client, room.definition(), null))
			.thenAccept((permitted) -> {
				if (!permitted) {
					throw isCandidate(room) ? Membership.notFound(room.id())
							: new DialogueException(ErrorCode.JOIN_DENIED, "You may not join room '" + room.id() + "'");
				}
			});
	}

	/** Completes with a request that has the history only if the client may read it. */
	CompletionStage<JoinRequest> limit(MemberClient client, ManagedRoom room, JoinRequest request) {
		if (request.since() == null && room.definition().historyOnJoin() == 0) {
			return CompletableFuture.completedStage(request);
		}
		return this.authorization.permits(AccessAction.HISTORY, client, room.definition(), null)
			.thenApply(request::withHistory);
	}

	private boolean isCandidate(ManagedRoom room) {
		return !exists(room.id());
	}

	boolean exists(String roomId) {
		return this.directory.find(roomId) != null;
	}

	/** Completes with a room that a client may know of. */
	CompletionStage<ManagedRoom> visible(MemberClient client, String roomId) {
		ManagedRoom room = this.directory.find(roomId);
		if (room == null) {
			return CompletableFuture.failedStage(Membership.notFound(roomId));
		}
		Seat seat = client.seats().findTaken(roomId);
		return (seat != null && seat.isGivenByServer()) ? CompletableFuture.completedStage(room) : see(client, room);
	}

	private CompletionStage<ManagedRoom> see(MemberClient client, ManagedRoom room) {
		return this.authorization.sees(client, room.definition()).thenApply((seen) -> {
			if (!seen) {
				throw Membership.notFound(room.id());
			}
			return room;
		});
	}

	/** Completes with the seat that a client has and may keep. */
	CompletionStage<Seat> seat(MemberClient client, String roomId) {
		Seat seat = client.seats().findTaken(roomId);
		if (seat != null) {
			return keep(client, seat);
		}
		return visible(client, roomId).thenApply((room) -> {
			throw Membership.notAMember(roomId);
		});
	}

	private CompletionStage<Seat> keep(MemberClient client, Seat seat) {
		return mayKeep(client, seat).thenCompose((may) -> may ? CompletableFuture.completedStage(seat)
				: this.leaveFlow.remove(client, seat, REASON)
					.thenCompose((removed) -> see(client, seat.room()))
					.thenApply((room) -> {
						throw Membership.notAMember(room.id());
					}));
	}

	private CompletionStage<Boolean> mayKeep(MemberClient client, Seat seat) {
		if (seat.isGivenByServer()) {
			return CompletableFuture.completedStage(true);
		}
		ManagedRoom room = seat.room();
		return room.definition().isVisibleTo(client.identity())
				? this.authorization.permits(AccessAction.JOIN, client, room.definition(), null)
				: CompletableFuture.completedStage(false);
	}

	/** Removes a client from the rooms in which it may not be any more. */
	CompletionStage<Void> review(MemberClient client) {
		CompletableFuture<?>[] reviews = client.seats()
			.taken()
			.stream()
			.map((seat) -> mayKeep(client, seat).exceptionally((ex) -> false)
				.thenCompose((may) -> may ? CompletableFuture.completedStage(false)
						: this.leaveFlow.remove(client, seat, REASON))
				.toCompletableFuture())
			.toArray(CompletableFuture<?>[]::new);
		return CompletableFuture.allOf(reviews);
	}

}
