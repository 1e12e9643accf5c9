package io.dialogue.membership;

import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.Replay;
import io.dialogue.broker.ReplayRequest;

/**
 * Brings a member from the log to the live events, without gap or repetition: live events
 * are held back while the log is read, and those that the log already gave are dropped.
 */
final class CatchUp {

	private final EventBroker broker;

	private final int maxReplay;

	CatchUp(EventBroker broker, int maxReplay) {
		this.broker = broker;
		this.maxReplay = maxReplay;
	}

	/**
	 * Confirms, and sends what was missed at the pace at which the client reads.
	 * Completes when the client is live, or gone; fails only if nothing was confirmed.
	 */
	CompletionStage<Void> run(MemberClient client, Seat seat, JoinRequest request) {
		ManagedRoom room = seat.room();
		Set<String> subscriptions = room.audience().subscriptions(seat.participant());
		return this.broker.since(missed(room, request, subscriptions)).thenCompose((replay) -> {
			confirm(seat, request, Joined.of(room, subscriptions, replay, request.since() != null));
			return new PacedReplay(this.broker, client, seat).begin(replay);
		});
	}

	/** Of who may not read the history, only the place in it is asked for. */
	private ReplayRequest missed(ManagedRoom room, JoinRequest request, Set<String> subscriptions) {
		return request.history() ? new ReplayRequest(room.id(), request.since(), subscriptions, this.maxReplay,
				room.definition().historyOnJoin(), () -> !room.isClosed()) : place(room, subscriptions);
	}

	private static ReplayRequest place(ManagedRoom room, Set<String> subscriptions) {
		return new ReplayRequest(room.id(), null, subscriptions, 0, 0, () -> !room.isClosed());
	}

	/** Confirms without sending anything from the log. */
	CompletionStage<Void> confirm(Seat seat, JoinRequest request) {
		ManagedRoom room = seat.room();
		Set<String> subscriptions = room.audience().subscriptions(seat.participant());
		return this.broker.since(place(room, subscriptions))
			.thenAccept((Replay replay) -> confirm(seat, request, Joined.of(room, subscriptions, replay, false)));
	}

	/** A seat that was taken away meanwhile is not confirmed. */
	private static void confirm(Seat seat, JoinRequest request, Joined joined) {
		boolean confirmed = seat.room().audience().send(seat.participant(), () -> {
			seat.confirm();
			request.confirm().accept(joined);
		});
		if (!confirmed) {
			throw seat.room().isClosed() ? Membership.notFound(joined.roomId())
					: Membership.notAMember(joined.roomId());
		}
	}

}
