package io.dialogue.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
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

	private static final AtomicReferenceFieldUpdater<MemberClient, @Nullable PendingAcks> ACKS = AtomicReferenceFieldUpdater
		.newUpdater(MemberClient.class, PendingAcks.class, "acks");

	private static final AtomicReferenceFieldUpdater<MemberClient, @Nullable ClientSeats> SEATS = AtomicReferenceFieldUpdater
		.newUpdater(MemberClient.class, ClientSeats.class, "seats");

	/**
	 * None until the client asks for a room, or goes: many may be in none. By
	 * {@link #SEATS}.
	 */
	private volatile @Nullable ClientSeats seats;

	/**
	 * None until the client is asked for one, because most never are. By {@link #ACKS}.
	 */
	private volatile @Nullable PendingAcks acks;

	private final ClientConnection connection;

	private final Parts parts;

	private final SerialQueue mailbox;

	private volatile ClientIdentity identity;

	private volatile boolean cutOff;

	private volatile boolean gone;

	private volatile long lastSeen = System.currentTimeMillis();

	/**
	 * Creates a client.
	 * @param connection the client's connection
	 * @param identity who it is
	 * @param mailbox handles what happens to the client in order
	 * @param parts what it works with
	 */
	public MemberClient(ClientConnection connection, ClientIdentity identity, SerialQueue mailbox, Parts parts) {
		this.connection = connection;
		this.identity = identity;
		this.mailbox = mailbox;
		this.parts = parts;
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

	/**
	 * Made when it is asked for: each client would keep a copy of its payload else.
	 */
	@Override
	public Map<String, Object> meta() {
		Map<String, Object> auth = handshake().auth();
		if (Collections.disjoint(SECRETS, auth.keySet())) {
			return auth;
		}
		Map<String, Object> meta = new LinkedHashMap<>(auth);
		meta.keySet().removeAll(SECRETS);
		return Collections.unmodifiableMap(meta);
	}

	@Override
	public void send(String event, @Nullable Object data) {
		send(this.parts.encoder().encode(event, data));
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
		OutboundMessage message = this.parts.encoder().encode(event, data);
		try {
			PendingAck<R> ack = acks().open(answerType, timeout);
			this.connection.sendWithAck(message, ack.id());
			return ack.result();
		}
		catch (AckException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** Once the client has gone, these are closed. */
	private PendingAcks acks() {
		PendingAcks known = this.acks;
		if (known == null) {
			known = new PendingAcks(this.parts.membership().limits().maxPendingAcks(), this::runAside);
			if (!ACKS.compareAndSet(this, null, known)) {
				return acks();
			}
		}
		return known;
	}

	/**
	 * Waits no longer for an acknowledgement of the client.
	 * @param ackId its id
	 * @return the acknowledgement, or {@code null} if nobody waits for it
	 */
	public @Nullable PendingAck<?> takeAck(long ackId) {
		PendingAcks known = this.acks;
		return (known != null) ? known.take(ackId) : null;
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
		this.parts.membership().disconnected(this, reason);
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
		return this.parts.membership().join(this, roomId, request).toCompletableFuture();
	}

	@Override
	public CompletableFuture<Boolean> leave(String roomId) {
		return this.parts.membership()
			.leave(this, roomId, () -> send("dialogue:left", Map.of("roomId", roomId)))
			.toCompletableFuture();
	}

	/**
	 * Removes the client from the rooms in which it may not be any more, after what it
	 * asked for before was handled.
	 * @return completes when it is done
	 */
	public CompletableFuture<Void> reauthorize() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		inOrder(() -> this.parts.membership().review(this).whenComplete((reviewed, ex) -> done.complete(null)));
		return done;
	}

	@Override
	public CompletableFuture<Boolean> leave(String roomId, String reason) {
		return this.parts.membership()
			.leave(this, roomId, () -> send("dialogue:left", Map.of("roomId", roomId, "reason", reason)))
			.toCompletableFuture();
	}

	@Override
	public void subscribe(String roomId, String eventName) {
		this.parts.membership().subscribe(this, roomId, eventName);
	}

	@Override
	public void unsubscribe(String roomId, String eventName) {
		this.parts.membership().unsubscribe(this, roomId, eventName);
	}

	@Override
	public Set<String> rooms() {
		ClientSeats known = this.seats;
		return (known != null) ? known.rooms() : Set.of();
	}

	@Override
	public boolean isIn(String roomId) {
		return findTaken(roomId) != null;
	}

	@Override
	public Set<String> subscriptions(String roomId) {
		Seat seat = findTaken(roomId);
		return (seat != null) ? seat.room().audience().subscriptions(seat.participant()) : Set.of();
	}

	private @Nullable Seat findTaken(String roomId) {
		ClientSeats known = this.seats;
		return (known != null) ? known.findTaken(roomId) : null;
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
		ClientSeats known = this.seats;
		return (known == null || !known.isClosed()) && this.connection.isOpen();
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

	/** The seats of the client, the same ones whoever asks first. */
	ClientSeats seats() {
		ClientSeats known = this.seats;
		if (known == null) {
			known = new ClientSeats();
			if (!SEATS.compareAndSet(this, null, known)) {
				return seats();
			}
		}
		return known;
	}

	/**
	 * Takes no seats any more, and waits for no acknowledgements; the seats that are
	 * there stay on record. Null if it was so.
	 */
	@Nullable Collection<Seat> close() {
		Collection<Seat> left = seats().close();
		PendingAcks owed = ACKS.getAndSet(this, PendingAcks.CLOSED);
		if (owed != null) {
			owed.close();
		}
		return left;
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

	/**
	 * What all clients work with.
	 *
	 * @param membership the flows of join and leave
	 * @param encoder encodes what is sent to them
	 */
	public record Parts(Membership membership, MessageEncoder encoder) {

	}

}
