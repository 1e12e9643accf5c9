package io.dialogue.membership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.Position;
import io.dialogue.broker.Replay;
import io.dialogue.broker.ReplayRequest;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EncodedEvent;
import io.dialogue.room.RoomAudience;

/**
 * Brings a member from the log to the live events, without gap or repetition: live events
 * are held back while the log is read, and those that the log already gave are dropped.
 */
final class CatchUp {

	private static final Logger logger = LoggerFactory.getLogger(CatchUp.class);

	/**
	 * What is sent from the log at once, in bytes: well below what a connection may have
	 * waiting, so that catching up never looks like a slow consumer.
	 */
	private static final int MAX_BYTES = 512 * 1024;

	private final EventBroker broker;

	private final int maxReplay;

	CatchUp(EventBroker broker, int maxReplay) {
		this.broker = broker;
		this.maxReplay = maxReplay;
	}

	CompletionStage<Void> run(MemberClient client, Seat seat, JoinRequest request) {
		ManagedRoom room = seat.room();
		Set<String> subscriptions = room.audience().subscriptions(seat.participant());
		return read(room, request.since(), subscriptions).thenCompose((replay) -> {
			request.confirm().accept(Joined.of(room, subscriptions, replay, request.since() != null));
			send(client, room, replay);
			return goLive(client, seat, replay.head());
		});
	}

	/** More than can be sent at once is not recovered: the client is told. */
	private CompletionStage<Replay> read(ManagedRoom room, @Nullable Position since, Set<String> subscriptions) {
		return this.broker
			.since(new ReplayRequest(room.id(), since, subscriptions, this.maxReplay,
					room.definition().historyOnJoin()))
			.thenCompose((replay) -> (replay.recovered() && bytes(replay.events()) > MAX_BYTES)
					? read(room, null, subscriptions) : CompletableFuture.completedStage(replay));
	}

	private static int bytes(List<EncodedEvent> events) {
		return events.stream().mapToInt(EncodedEvent::length).sum();
	}

	/** Confirms without sending anything from the log. */
	CompletionStage<Void> confirm(Seat seat, JoinRequest request) {
		ManagedRoom room = seat.room();
		Set<String> subscriptions = room.audience().subscriptions(seat.participant());
		return this.broker.since(new ReplayRequest(room.id(), null, subscriptions, 0, 0))
			.thenAccept((replay) -> request.confirm().accept(Joined.of(room, subscriptions, replay, false)));
	}

	private static void send(MemberClient client, ManagedRoom room, Replay replay) {
		if (replay.recovered()) {
			replay.events().forEach((event) -> client.send(OutboundMessage.of("dialogue:event", event)));
		}
		else if (!replay.events().isEmpty()) {
			List<EncodedEvent> newestFirst = new ArrayList<>(replay.events());
			Collections.reverse(newestFirst);
			client.send(HistoryMessage.of(room.id(), HistoryMessage.cut(newestFirst, MAX_BYTES)));
		}
	}

	private CompletionStage<Void> goLive(MemberClient client, Seat seat, Position head) {
		RoomAudience audience = seat.room().audience();
		if (audience.goLive(seat.participant(), head.offset())) {
			return CompletableFuture.completedStage(null);
		}
		return this.broker
			.since(new ReplayRequest(seat.room().id(), head, audience.subscriptions(seat.participant()), this.maxReplay,
					0))
			.thenCompose((replay) -> {
				if (!replay.recovered()) {
					logger.debug("Client {} cannot catch up in room '{}'", client.id(), seat.room().id());
					client.connection().close(DisconnectReason.SLOW_CONSUMER);
					return CompletableFuture.completedStage(null);
				}
				send(client, seat.room(), replay);
				return goLive(client, seat, replay.head());
			});
	}

}
