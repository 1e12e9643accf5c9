package io.dialogue.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;
import io.dialogue.event.Droppable;
import io.dialogue.gateway.ClientAnswer;
import io.dialogue.gateway.GatewayRequest;
import io.dialogue.gateway.GatewaySession;

/**
 * A connection without a network: records what is sent to it, in order, and hands over
 * what its client asks for on a thread of its transport. Safe for use by several threads.
 */
public final class FakeConnection implements ClientConnection {

	/** How long one waits for what must come. */
	public static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final FanOut FAN_OUT = (message, recipients) -> recipients.forEach((it) -> it.send(message));

	private final String id = UUID.randomUUID().toString();

	private final CompletableFuture<GatewaySession> session = new CompletableFuture<>();

	private final AtomicInteger pauses = new AtomicInteger();

	private final AtomicInteger resumptions = new AtomicInteger();

	private final AtomicInteger sends = new AtomicInteger();

	/** All below are guarded by this. */
	private final List<Received> received = new ArrayList<>();

	private volatile @Nullable Droppable lastDroppable;

	private final Map<String, Integer> taken = new HashMap<>();

	private final List<Long> ackIds = new ArrayList<>();

	private final Queue<GatewayRequest> unread = new ArrayDeque<>();

	private final Handshake handshake;

	private final Executor transport;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private boolean accepted;

	private boolean open = true;

	private boolean paused;

	private boolean reported;

	private int window = Integer.MAX_VALUE;

	private final List<Runnable> onWritable = new ArrayList<>();

	private @Nullable DialogueException refusal;

	private @Nullable DisconnectReason closeReason;

	/**
	 * Creates a connection.
	 * @param auth the payload of the connect request
	 * @param transport the transport's thread
	 */
	public FakeConnection(Map<String, Object> auth, Executor transport) {
		this.handshake = new Handshake("127.0.0.1", Map.of("User-Agent", List.of("test")), Map.of(), Map.of(), auth,
				Instant.now());
		this.transport = transport;
	}

	/**
	 * Tells to whom to report.
	 * @param opened the session
	 */
	public void attach(GatewaySession opened) {
		this.session.complete(opened);
	}

	/**
	 * When all is handled that the client asked for so far.
	 * @return completes then
	 */
	public CompletableFuture<?> handled() {
		return this.session.thenCompose(GatewaySession::handled);
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Handshake handshake() {
		return this.handshake;
	}

	@Override
	public synchronized boolean isOpen() {
		return this.open;
	}

	@Override
	public synchronized void accept() {
		if (this.accepted || this.refusal != null) {
			throw new IllegalStateException("Accepted twice, or after it was refused");
		}
		this.accepted = true;
		notifyAll();
	}

	@Override
	public synchronized void refuse(DialogueException error) {
		if (this.accepted || this.refusal != null) {
			throw new IllegalStateException("Refused twice, or after it was accepted");
		}
		this.refusal = error;
		end(DisconnectReason.SERVER_DISCONNECT);
	}

	@Override
	public void send(OutboundMessage message) {
		this.sends.incrementAndGet();
		this.lastDroppable = message.droppable();
		record(message.name(), message);
	}

	@Override
	public void sendWithAck(OutboundMessage message, long ackId) {
		synchronized (this) {
			this.ackIds.add(ackId);
		}
		send(message);
	}

	/**
	 * The ids of the acknowledgements for which the client was asked.
	 * @return the ids, in order
	 */
	public synchronized List<Long> ackIds() {
		return List.copyOf(this.ackIds);
	}

	/**
	 * Hands an answer over as the transport does.
	 * @param answer the answer
	 */
	public void answer(ClientAnswer answer) {
		this.transport.execute(() -> this.session.join().answered(answer));
	}

	/**
	 * How the last message may be dropped.
	 * @return the hint, or {@code null} if it may not
	 */
	public @Nullable Droppable lastDroppable() {
		return this.lastDroppable;
	}

	/** Records an acknowledgement, which has its place among the messages. */
	void acknowledged(OutboundMessage ack) {
		record("ack", ack);
	}

	private synchronized void record(String name, OutboundMessage message) {
		if (!this.open) {
			return;
		}
		byte[] json = new byte[message.length()];
		message.copyTo(json, 0);
		this.received.add(new Received(name, json));
		this.window--;
		notifyAll();
	}

	@Override
	public synchronized boolean isWritable() {
		return !this.open || this.window > 0;
	}

	@Override
	public void whenWritable(Runnable task) {
		synchronized (this) {
			if (!isWritable()) {
				this.onWritable.add(task);
				return;
			}
		}
		task.run();
	}

	/**
	 * Has the connection become unwritable when so many further messages were sent.
	 * @param messages how many
	 */
	public void window(int messages) {
		List<Runnable> tasks;
		synchronized (this) {
			this.window = messages;
			tasks = writableTasks();
		}
		tasks.forEach(Runnable::run);
	}

	private List<Runnable> writableTasks() {
		List<Runnable> tasks = List.of();
		if (isWritable()) {
			tasks = List.copyOf(this.onWritable);
			this.onWritable.clear();
		}
		return tasks;
	}

	/**
	 * Whether anybody waits until the connection is writable.
	 * @return {@code true} if so
	 */
	public synchronized boolean isAwaited() {
		return !this.onWritable.isEmpty();
	}

	@Override
	public FanOut fanOut() {
		return FAN_OUT;
	}

	@Override
	public synchronized void close(DisconnectReason reason) {
		end(reason);
	}

	/**
	 * Ends the connection from the client's side. Returns when the session knows.
	 * @param reason how
	 */
	public void drop(DisconnectReason reason) {
		synchronized (this) {
			end(reason);
		}
		this.ended.join();
	}

	private void end(DisconnectReason reason) {
		this.open = false;
		if (this.closeReason == null) {
			this.closeReason = reason;
		}
		notifyAll();
		if (!this.reported) {
			this.reported = true;
			writableTasks().forEach(this.transport::execute);
			this.session.thenAcceptAsync((opened) -> opened.closed(reason), this.transport)
				.whenComplete((done, ex) -> this.ended.complete(null));
		}
	}

	@Override
	public synchronized void pauseReading() {
		this.paused = true;
		this.pauses.incrementAndGet();
	}

	@Override
	public synchronized void resumeReading() {
		this.paused = false;
		this.resumptions.incrementAndGet();
		this.transport.execute(this::read);
	}

	/**
	 * Hands a request over as the transport does: not while reading is paused.
	 * @param request the request
	 */
	public void request(GatewayRequest request) {
		synchronized (this) {
			this.unread.add(request);
		}
		this.transport.execute(this::read);
	}

	/** On the transport's thread only. */
	private void read() {
		GatewayRequest next = nextToRead();
		while (next != null) {
			this.session.join().request(next);
			next = nextToRead();
		}
	}

	private synchronized @Nullable GatewayRequest nextToRead() {
		return (this.paused || this.reported) ? null : this.unread.poll();
	}

	/**
	 * The number of requests that the transport holds back.
	 * @return the number
	 */
	public synchronized int unread() {
		return this.unread.size();
	}

	/**
	 * How often reading was paused.
	 * @return the number of calls
	 */
	public int pauses() {
		return this.pauses.get();
	}

	/**
	 * How often reading was resumed.
	 * @return the number of calls
	 */
	public int resumptions() {
		return this.resumptions.get();
	}

	/**
	 * Whether reading is paused.
	 * @return {@code true} between pausing and resuming
	 */
	public synchronized boolean isPaused() {
		return this.paused;
	}

	/**
	 * How often something was sent to this connection.
	 * @return the number of messages, acknowledgements not counted
	 */
	public int sends() {
		return this.sends.get();
	}

	/**
	 * Whether the connection was accepted.
	 * @return {@code true} if it was
	 */
	public synchronized boolean isAccepted() {
		return this.accepted;
	}

	/**
	 * Why the connection ended.
	 * @return the reason, or {@code null} while it is open
	 */
	public synchronized @Nullable DisconnectReason closeReason() {
		return this.closeReason;
	}

	/**
	 * Waits until the connection was refused.
	 * @return what the client was told
	 */
	public synchronized DialogueException awaitRefusal() {
		await("a refusal", () -> this.refusal != null);
		return Objects.requireNonNull(this.refusal);
	}

	/**
	 * Waits until the connection ended.
	 * @return why it did
	 */
	public synchronized DisconnectReason awaitClose() {
		await("the end", () -> this.closeReason != null);
		return Objects.requireNonNull(this.closeReason);
	}

	/**
	 * Waits for the next message of a name that was not taken yet.
	 * @param name the message's name
	 * @return its argument
	 */
	public synchronized JsonNode take(String name) {
		int index = this.taken.merge(name, 1, Integer::sum) - 1;
		await("message " + name, () -> messages(name).size() > index);
		return messages(name).get(index);
	}

	/**
	 * Waits until so many messages of a name are there.
	 * @param name the messages' name
	 * @param count how many
	 * @return their arguments
	 */
	public synchronized List<JsonNode> await(String name, int count) {
		await(count + " messages " + name, () -> messages(name).size() >= count);
		return messages(name);
	}

	/**
	 * The messages of a name that are there.
	 * @param name the messages' name
	 * @return their arguments, in order
	 */
	public synchronized List<JsonNode> messages(String name) {
		return this.received.stream().filter((it) -> it.name().equals(name)).map(Received::json).toList();
	}

	/**
	 * All that was sent, in order; acknowledgements have the name {@code ack}.
	 * @return a copy
	 */
	public synchronized List<Received> received() {
		return List.copyOf(this.received);
	}

	/**
	 * The names of all that was sent, in order.
	 * @return the names
	 */
	public synchronized List<String> names() {
		return this.received.stream().map(Received::name).toList();
	}

	/**
	 * Forgets what was sent.
	 */
	public synchronized void clear() {
		this.received.clear();
		this.taken.clear();
	}

	private void await(String what, BooleanSupplier condition) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.getAsBoolean()) {
			long left = (deadline - System.nanoTime()) / 1_000_000;
			if (left <= 0) {
				throw new AssertionError("No " + what + " came; received: " + this.received);
			}
			try {
				wait(left);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	/**
	 * A message that was sent to the client.
	 */
	public static final class Received {

		private final String name;

		private final byte[] bytes;

		private @Nullable JsonNode json;

		Received(String name, byte[] bytes) {
			this.name = name;
			this.bytes = bytes;
		}

		/**
		 * The message's name.
		 * @return the name
		 */
		public String name() {
			return this.name;
		}

		/**
		 * The message's argument.
		 * @return the argument, a missing node if it has none
		 */
		public synchronized JsonNode json() {
			if (this.json == null) {
				this.json = (this.bytes.length == 0) ? MAPPER.missingNode() : MAPPER.readTree(this.bytes);
			}
			return this.json;
		}

		@Override
		public String toString() {
			return this.name + " " + new String(this.bytes, StandardCharsets.UTF_8);
		}

	}

}
