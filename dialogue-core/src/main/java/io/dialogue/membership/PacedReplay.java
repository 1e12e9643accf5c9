package io.dialogue.membership;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.broker.EventBroker;
import io.dialogue.broker.Position;
import io.dialogue.broker.Replay;
import io.dialogue.broker.ReplayRequest;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.Incident;
import io.dialogue.event.EncodedEvent;
import io.dialogue.room.Backlog;
import io.dialogue.room.RoomAudience;

/**
 * What one member missed, on its way to it: first from the log, then what was held back
 * meanwhile, until the member is live. Nothing is sent while the connection is not
 * writable. Holds what the log answered last, and what the room's audience holds back; a
 * member that falls behind by more is served from the log, and loses its connection once
 * the log does not reach back far enough: it comes back, and is told.
 * <p>
 * One thread at a time runs it: each step hands over to the next.
 */
final class PacedReplay {

	private static final Logger logger = LoggerFactory.getLogger(PacedReplay.class);

	/**
	 * How long a connection may take nothing. Longer than a heartbeat needs to notice
	 * that a client is gone: this is for those whose heartbeat is suspended.
	 */
	private static final Duration STALLED = Duration.ofSeconds(60);

	/** How many events are read from the log at once when reading on. */
	private static final int PART = 256;

	private final CompletableFuture<Void> done = new CompletableFuture<>();

	private final EventBroker broker;

	private final MemberClient client;

	private final Seat seat;

	private final RoomAudience audience;

	private Iterator<OutboundMessage> messages = Collections.emptyIterator();

	private Position reached = new Position("", 0);

	private boolean more;

	PacedReplay(EventBroker broker, MemberClient client, Seat seat) {
		this.broker = broker;
		this.client = client;
		this.seat = seat;
		this.audience = seat.room().audience();
	}

	/**
	 * Begins with what the log answered. Completes when the member is live or gone, and
	 * never fails.
	 */
	CompletionStage<Void> begin(Replay replay) {
		take(replay);
		proceed();
		return this.done;
	}

	private void take(Replay replay) {
		this.reached = replay.head();
		this.more = replay.more();
		this.messages = replay.recovered() ? wanted(replay.events()) : history(replay.events());
	}

	/** Subscriptions may change before an event's turn comes. */
	private Iterator<OutboundMessage> wanted(List<EncodedEvent> events) {
		return events.stream()
			.filter((event) -> this.audience.receives(this.seat.participant(), event.name()))
			.map((event) -> OutboundMessage.of("dialogue:event", event))
			.iterator();
	}

	private Iterator<OutboundMessage> history(List<EncodedEvent> events) {
		List<EncodedEvent> newestFirst = new ArrayList<>(events);
		Collections.reverse(newestFirst);
		return new HistoryParts(this.seat.room().id(), newestFirst);
	}

	private void proceed() {
		try {
			while (!isOver()) {
				if (!this.client.connection().isWritable()) {
					await();
					return;
				}
				if (this.messages.hasNext()) {
					this.client.send(this.messages.next());
				}
				else if (!(this.more ? readOn() : takeBacklog())) {
					return;
				}
			}
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	private boolean isOver() {
		if (!this.client.connection().isOpen() || !this.audience.isMember(this.seat.participant())) {
			this.done.complete(null);
		}
		return this.done.isDone();
	}

	private void await() {
		CompletableFuture<Void> writable = new CompletableFuture<>();
		this.client.whenWritable(() -> {
			writable.complete(null);
			proceed();
		});
		if (!writable.isDone()) {
			writable.orTimeout(STALLED.toMillis(), TimeUnit.MILLISECONDS).exceptionally((ex) -> {
				this.client.connection().close(DisconnectReason.SLOW_CONSUMER);
				return null;
			});
		}
	}

	/** Returns false if this goes on later. */
	private boolean takeBacklog() {
		Backlog backlog = this.audience.proceed(this.seat.participant(), this.reached.offset());
		if (backlog == null) {
			return readOn();
		}
		this.reached = new Position(this.reached.epoch(), backlog.reached());
		this.messages = backlog.messages().iterator();
		if (backlog.messages().isEmpty()) {
			this.done.complete(null);
		}
		return true;
	}

	private boolean readOn() {
		Set<String> subscriptions = this.audience.subscriptions(this.seat.participant());
		CompletableFuture<Replay> part = this.broker
			.since(ReplayRequest.next(this.seat.room().id(), this.reached, subscriptions, PART,
					() -> !this.seat.room().isClosed()))
			.toCompletableFuture();
		if (part.isDone()) {
			takePart(part.join());
			return true;
		}
		part.whenComplete((replay, ex) -> this.client.runAside(() -> {
			if (ex == null) {
				takePart(replay);
				proceed();
			}
			else {
				failed(ex);
			}
		}));
		return false;
	}

	private void takePart(Replay part) {
		if (part.recovered()) {
			take(part);
		}
		else if (!isOver()) {
			logger.debug("Client {} cannot catch up in room '{}'", this.client.id(), this.seat.room().id());
			end(DisconnectReason.SLOW_CONSUMER);
		}
	}

	/** It was confirmed that the client would get all: so it has to come back. */
	private void failed(@Nullable Throwable cause) {
		Incident.report("A recovery failed", cause);
		end(DisconnectReason.TRANSPORT_ERROR);
	}

	private void end(DisconnectReason reason) {
		this.client.connection().close(reason);
		this.done.complete(null);
	}

}
