package io.dialogue.socketio;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;

/**
 * One client's connection to one namespace, and what that does with it: it is told of
 * what comes in, on event loops, one thread at a time, and must not block. The
 * connection's id is private to it: it says nothing of the session that carries it, and
 * opens nothing.
 */
abstract class SocketConnection implements ClientConnection {

	private static final Logger logger = LoggerFactory.getLogger(SocketConnection.class);

	private static final FanOut FAN_OUT = SocketConnection::sendAll;

	private static final AtomicReferenceFieldUpdater<SocketConnection, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(SocketConnection.class, State.class, "state");

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	/** Nothing waits to be handled. */
	static final CompletionStage<?> HANDLED = CompletableFuture.completedStage(null);

	private final String id = randomId();

	private final EngineSession session;

	private final Outbound outbound;

	private final Frames frames;

	private final Handshake handshake;

	/** By {@link #STATE}. */
	private volatile State state = State.CONNECTING;

	private @Nullable SocketConnection next;

	SocketConnection(EngineSession session, String namespace, Handshake handshake) {
		this.session = session;
		this.outbound = session.outbound();
		this.frames = Frames.of(namespace);
		this.handshake = handshake;
	}

	/** The bits of a random UUID, in fewer characters: there is one for each client. */
	private static String randomId() {
		UUID random = UUID.randomUUID();
		byte[] bits = ByteBuffer.allocate(2 * Long.BYTES)
			.putLong(random.getMostSignificantBits())
			.putLong(random.getLeastSignificantBits())
			.array();
		return BASE64.encodeToString(bits);
	}

	/**
	 * The client asks to connect. It waits until it is accepted or refused.
	 */
	abstract void open();

	/**
	 * An event came in.
	 * @param name its name
	 * @param arguments its arguments, without the name
	 * @param attachments its binary attachments, to which placeholders refer
	 * @param ack the id with which to acknowledge it, or {@code null}
	 */
	abstract void event(JsonNode name, ArrayNode arguments, List<byte[]> attachments, @Nullable Long ack);

	/**
	 * The client acknowledged something, or pretends to.
	 * @param ack the id of the acknowledgement
	 * @param arguments its arguments
	 * @param attachments its binary attachments, to which placeholders refer
	 */
	abstract void acknowledged(long ack, ArrayNode arguments, List<byte[]> attachments);

	/**
	 * The connection ended. Called once, also if it was never opened; no event comes any
	 * more.
	 * @param reason why
	 */
	abstract void closed(DisconnectReason reason);

	/**
	 * When all is handled that came in, also if the connection has ended.
	 * @return completes then; at once where events are handled as they come
	 */
	CompletionStage<?> handled() {
		return HANDLED;
	}

	@Override
	public String id() {
		return this.id;
	}

	String namespace() {
		return this.frames.namespace();
	}

	/**
	 * The connection of the same session that follows in its list. In the session's order
	 * of tasks, as is {@link #next(SocketConnection)}.
	 * @return the connection, or {@code null} if this is the last one
	 */
	@Nullable SocketConnection next() {
		return this.next;
	}

	void next(@Nullable SocketConnection connection) {
		this.next = connection;
	}

	@Override
	public Handshake handshake() {
		return this.handshake;
	}

	@Override
	public boolean isOpen() {
		return this.state != State.CLOSED && this.session.isOpen();
	}

	/**
	 * Whether the client may send events.
	 * @return {@code true} between {@link #accept} and the end
	 */
	boolean isAccepted() {
		return this.state == State.ACCEPTED;
	}

	@Override
	public void accept() {
		if (STATE.compareAndSet(this, State.CONNECTING, State.ACCEPTED)) {
			logger.debug("Session {} is connected as {}", this.session.number(), this.id);
			this.session.send(this.frames.connect(this.id));
		}
	}

	@Override
	public void refuse(DialogueException error) {
		if (STATE.compareAndSet(this, State.CONNECTING, State.CLOSED)) {
			this.session.send(this.frames.connectError(error));
			this.session.close(DisconnectReason.SERVER_DISCONNECT);
		}
	}

	@Override
	public void send(OutboundMessage message) {
		if (isAccepted()) {
			this.session.send((this.frames != Frames.main()) ? this.frames.event(message) : shared(message));
		}
	}

	@Override
	public void sendWithAck(OutboundMessage message, long ackId) {
		if (isAccepted()) {
			this.session.send(this.frames.event(message, ackId));
		}
	}

	/**
	 * Acknowledges an event.
	 * @param ack the id that the client gave it
	 * @param message the answer
	 */
	void acknowledge(long ack, OutboundMessage message) {
		if (isAccepted()) {
			this.session.send(this.frames.ack(ack, message));
		}
	}

	/**
	 * Sends packets as they are.
	 * @param packets the packets, encoded
	 */
	void send(EncodedPacket... packets) {
		for (EncodedPacket packet : packets) {
			this.session.send(packet);
		}
	}

	@Override
	public boolean isWritable() {
		return this.session.outbound().isWritable();
	}

	@Override
	public void whenWritable(Runnable task) {
		this.session.outbound().whenWritable(task);
	}

	@Override
	public FanOut fanOut() {
		return FAN_OUT;
	}

	private static void sendAll(OutboundMessage message, List<? extends ClientConnection> recipients) {
		Recipients accepted = new Recipients(shared(message));
		for (ClientConnection recipient : recipients) {
			SocketConnection connection = (SocketConnection) recipient;
			if (connection.isAccepted()) {
				accepted.add(connection.outbound);
			}
		}
		accepted.handOver();
	}

	private static EncodedPacket shared(OutboundMessage message) {
		return message.framed(EncodedPacket.class, Frames.main()::event);
	}

	@Override
	public void close(DisconnectReason reason) {
		if (STATE.getAndSet(this, State.CLOSED) == State.CLOSED) {
			return;
		}
		if (reason.isImmediate()) {
			this.session.forgetUnsent();
		}
		if (reason.isFinal()) {
			this.session.close(this.frames.disconnect(), reason);
		}
		else {
			this.session.close(reason);
		}
	}

	/**
	 * The connection ended, or is about to.
	 * @param reason why
	 */
	final void end(DisconnectReason reason) {
		this.state = State.CLOSED;
		closed(reason);
	}

	@Override
	public void pauseReading() {
		this.session.reading(false);
	}

	@Override
	public void resumeReading() {
		this.session.reading(true);
	}

	@Override
	public String toString() {
		return "SocketConnection[" + this.id + "]";
	}

	private enum State {

		CONNECTING, ACCEPTED, CLOSED

	}

}
