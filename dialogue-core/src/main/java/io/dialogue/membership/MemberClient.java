package io.dialogue.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.dialogue.client.AckException;
import io.dialogue.client.ClientConnection;
import io.dialogue.client.ClientIdentity;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.client.PendingAck;
import io.dialogue.client.PendingAcks;
import io.dialogue.concurrent.SerialQueue;

/**
 * A client with its connection, its seats, and the queue in which what it asks for and
 * what happens to it is handled in order.
 */
public final class MemberClient implements ConnectedClient {

	private static final Set<String> SECRETS = Set.of("token", "userId", "session");

	/** Guarded by this object; without a map of its own while there are none. */
	private Map<String, Seat> seats = Map.of();

	private final ClientConnection connection;

	private final Membership membership;

	private final MessageEncoder encoder;

	private final SerialQueue mailbox;

	private final Map<String, Object> meta;

	/** There from the first message on that asks for an acknowledgement. */
	private volatile @Nullable PendingAcks acks;

	private volatile ClientIdentity identity;

	private boolean closed;

	private volatile boolean cutOff;

	private volatile boolean gone;

	private volatile long lastSeen = System.currentTimeMillis();

	/**
	 * Creates a client.
	 * @param connection the client's connection
	 * @param identity who it is
	 * @param mailbox handles what happens to the client in order
	 * @param membership the flows of join and leave
	 * @param encoder encodes what is sent to it
	 */
	public MemberClient(ClientConnection connection, ClientIdentity identity, SerialQueue mailbox,
			Membership membership, MessageEncoder encoder) {
		this.connection = connection;
		this.identity = identity;
		this.mailbox = mailbox;
		this.membership = membership;
		this.encoder = encoder;
		this.meta = meta(connection.handshake());
	}

	private static Map<String, Object> meta(Handshake handshake) {
		Map<String, Object> meta = new LinkedHashMap<>(handshake.auth());
		SECRETS.forEach(meta::remove);
		return meta.isEmpty() ? Map.of() : Collections.unmodifiableMap(meta);
	}

	ClientConnection connection() {
		return this.connection;
	}

	@Override
	public String id() {
		return this.connection.id();
	}

	@Override
	public String userId() {
		return this.identity.userId();
	}

	@Override
	public Handshake handshake() {
		return this.connection.handshake();
	}

	@Override
	public ClientIdentity identity() {
		return this.identity;
	}

	/**
	 * Replaces the identity by a newer one of the same user.
	 * @param refreshed the identity
	 */
	public void refresh(ClientIdentity refreshed) {
		if (!refreshed.userId().equals(userId())) {
			throw new IllegalArgumentException("A client's user id cannot change");
		}
		this.identity = refreshed;
	}

	@Override
	public Map<String, Object> meta() {
		return this.meta;
	}

	@Override
	public void send(String event, @Nullable Object data) {
		send(this.encoder.encode(event, data));
	}

	/**
	 * Sends an encoded message.
	 * @param message the message
	 */
	public void send(OutboundMessage message) {
		this.connection.send(message);
	}

	@Override
	public <R> CompletableFuture<R> sendWithAck(String event, @Nullable Object data, Class<R> answerType,
			Duration timeout) {
		Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "The timeout must be positive");
		OutboundMessage message = this.encoder.encode(event, data);
		try {
			PendingAck<R> ack = acks().open(answerType, timeout);
			this.connection.sendWithAck(message, ack.id());
			return ack.result();
		}
		catch (AckException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private synchronized PendingAcks acks() {
		PendingAcks owed = this.acks;
		if (owed == null) {
			if (this.closed) {
				throw PendingAcks.notConnected();
			}
			owed = new PendingAcks(this.membership.limits().maxPendingAcks(), this::runAside);
			this.acks = owed;
		}
		return owed;
	}

	/**
	 * Waits no longer for an acknowledgement of the client.
	 * @param ackId its id
	 * @return the acknowledgement, or {@code null} if nobody waits for it
	 */
	public @Nullable PendingAck<?> takeAck(long ackId) {
		PendingAcks owed = this.acks;
		return (owed != null) ? owed.take(ackId) : null;
	}

	/** Frees the seats at once, so that no later event is sent. */
	@Override
	public void disconnect() {
		cutOff(DisconnectReason.SERVER_DISCONNECT);
	}

	/**
	 * Ends the connection. When this method has returned, nothing that is sent later
	 * reaches the client, and what it asked for is not handled any more.
	 * @param reason why
	 */
	public void cutOff(DisconnectReason reason) {
		this.cutOff = true;
		this.membership.disconnected(this, reason);
		this.connection.close(reason);
	}

	/**
	 * Whether the server ended the connection.
	 * @return {@code true} if what the client asked for is not to be handled any more
	 */
	public boolean isCutOff() {
		return this.cutOff;
	}

	@Override
	public CompletableFuture<Void> join(String roomId) {
		JoinRequest request = new JoinRequest(false, null, null, (joined) -> send("dialogue:joined", joined));
		return this.membership.join(this, roomId, request).toCompletableFuture();
	}

	@Override
	public CompletableFuture<Boolean> leave(String roomId) {
		return this.membership.leave(this, roomId, () -> send("dialogue:left", Map.of("roomId", roomId)))
			.toCompletableFuture();
	}

	/**
	 * Removes the client from the rooms in which it may not be any more, after what it
	 * asked for before was handled.
	 * @return completes when it is done
	 */
	public CompletableFuture<Void> reauthorize() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		inOrder(() -> this.membership.review(this).whenComplete((reviewed, ex) -> done.complete(null)));
		return done;
	}

	@Override
	public CompletableFuture<Boolean> leave(String roomId, String reason) {
		return this.membership
			.leave(this, roomId, () -> send("dialogue:left", Map.of("roomId", roomId, "reason", reason)))
			.toCompletableFuture();
	}

	@Override
	public void subscribe(String roomId, String eventName) {
		this.membership.subscribe(this, roomId, eventName);
	}

	@Override
	public void unsubscribe(String roomId, String eventName) {
		this.membership.unsubscribe(this, roomId, eventName);
	}

	@Override
	public Set<String> rooms() {
		synchronized (this) {
			Set<String> ids = new LinkedHashSet<>();
			this.seats.forEach((roomId, seat) -> {
				if (seat.isTaken()) {
					ids.add(roomId);
				}
			});
			return ids;
		}
	}

	@Override
	public boolean isIn(String roomId) {
		return takenSeat(roomId) != null;
	}

	@Override
	public Set<String> subscriptions(String roomId) {
		Seat seat = takenSeat(roomId);
		return (seat != null) ? seat.room().audience().subscriptions(seat.participant()) : Set.of();
	}

	/** Notes that the client asked for something. */
	public void seen() {
		this.lastSeen = System.currentTimeMillis();
	}

	@Override
	public Instant lastSeen() {
		return Instant.ofEpochMilli(this.lastSeen);
	}

	@Override
	public boolean isConnected() {
		synchronized (this) {
			return !this.closed && this.connection.isOpen();
		}
	}

	/**
	 * Runs a task of the application in order with what the client asks for.
	 * @param task the task
	 */
	void inOrder(Supplier<? extends @Nullable CompletionStage<?>> task) {
		this.mailbox.add(task);
	}

	/** Does the same unless too much waits; answers whether it does. */
	boolean offerInOrder(Supplier<? extends @Nullable CompletionStage<?>> task) {
		return this.mailbox.offer(task);
	}

	/**
	 * Runs a task of the library once the connection is writable or has ended, off the
	 * transport's threads.
	 * @param task the task
	 */
	void whenWritable(Runnable task) {
		this.connection.whenWritable(() -> runAside(task));
	}

	/**
	 * Runs a task of the library off the thread of whoever answered, while what the
	 * client asked for is not finished.
	 * @param task the task
	 */
	void runAside(Runnable task) {
		this.mailbox.runAside(task);
	}

	/** The number of seats that stay if another one is taken. */
	int seatsBeside(Seat seat) {
		synchronized (this) {
			return (int) this.seats.values().stream().filter((other) -> !seat.excludes(other)).count();
		}
	}

	Collection<Seat> takenSeats() {
		synchronized (this) {
			return this.seats.values().stream().filter(Seat::isTaken).toList();
		}
	}

	@Nullable Seat seat(String roomId) {
		synchronized (this) {
			return this.seats.get(roomId);
		}
	}

	@Nullable Seat takenSeat(String roomId) {
		Seat seat = seat(roomId);
		return (seat != null && seat.isTaken()) ? seat : null;
	}

	/** Reserves a seat unless there is one, or the client has gone. */
	boolean reserve(Seat seat) {
		synchronized (this) {
			if (this.closed) {
				return false;
			}
			if (this.seats.isEmpty()) {
				this.seats = new LinkedHashMap<>();
			}
			return this.seats.putIfAbsent(seat.room().id(), seat) == null;
		}
	}

	/**
	 * Marks a seat as taken and, in the same step, gives up those that exclude it.
	 * Answers the latter, or null if the client or the room has gone meanwhile.
	 */
	@Nullable Collection<Seat> take(Seat seat) {
		synchronized (this) {
			if (this.closed || this.seats.get(seat.room().id()) != seat) {
				return null;
			}
			List<Seat> excluded = this.seats.values()
				.stream()
				.filter((other) -> other.isTaken() && seat.excludes(other))
				.toList();
			excluded.forEach(Seat::leave);
			seat.take();
			return excluded;
		}
	}

	/** Begins to give up a seat that is taken, unless the client has gone. */
	boolean release(Seat seat) {
		synchronized (this) {
			if (this.closed || !seat.isTaken() || this.seats.get(seat.room().id()) != seat) {
				return false;
			}
			seat.leave();
			return true;
		}
	}

	/** Removes a seat that is not taken, or not any more. */
	void vacate(Seat seat) {
		synchronized (this) {
			if (!seat.isTaken()) {
				remove(seat);
			}
		}
		seat.left();
	}

	void forget(ManagedRoom room) {
		synchronized (this) {
			Seat seat = this.seats.get(room.id());
			if (seat != null && seat.room() == room) {
				remove(seat);
			}
		}
	}

	private void remove(Seat seat) {
		if (!this.seats.isEmpty() && this.seats.remove(seat.room().id(), seat) && this.seats.isEmpty()) {
			this.seats = Map.of();
		}
	}

	/** The seats that are about to be taken, or to be left. */
	Collection<Seat> pendingSeats() {
		synchronized (this) {
			return this.seats.values().stream().filter((seat) -> !seat.isTaken()).toList();
		}
	}

	/**
	 * Takes no seats any more, and waits for no acknowledgements; the seats that are
	 * there stay on record. Null if it was so.
	 */
	@Nullable Collection<Seat> close() {
		Collection<Seat> left = closeSeats();
		PendingAcks owed = this.acks;
		if (owed != null) {
			owed.close();
		}
		return left;
	}

	private @Nullable Collection<Seat> closeSeats() {
		synchronized (this) {
			if (this.closed) {
				return null;
			}
			this.closed = true;
			List<Seat> left = new ArrayList<>(this.seats.values());
			left.removeIf((seat) -> !seat.isTaken());
			return left;
		}
	}

	void forget() {
		this.gone = true;
	}

	/**
	 * Whether all is done that was to be done when the client had gone.
	 * @return {@code true} if nothing is to be handled for it any more
	 */
	public boolean hasGone() {
		return this.gone;
	}

	@Override
	public String toString() {
		return "Client[" + id() + "]";
	}

}
