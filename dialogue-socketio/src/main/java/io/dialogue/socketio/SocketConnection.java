package io.dialogue.socketio;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;

/**
 * One client's connection to one namespace. Its id is private to it: it says nothing of
 * the session that carries it, and opens nothing.
 */
final class SocketConnection implements ClientConnection {

	private static final Logger logger = LoggerFactory.getLogger(SocketConnection.class);

	private static final Frames MAIN = new Frames(SocketPacket.MAIN_NAMESPACE);

	private static final FanOut FAN_OUT = SocketConnection::sendAll;

	private static final AtomicReferenceFieldUpdater<SocketConnection, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(SocketConnection.class, State.class, "state");

	private final String id = UUID.randomUUID().toString();

	private final EngineSession session;

	private final Outbound outbound;

	private final String namespace;

	private final Frames frames;

	private final Handshake handshake;

	/** By {@link #STATE}. */
	private volatile State state = State.CONNECTING;

	private NamespaceHandler.@Nullable Listener listener;

	private @Nullable SocketConnection next;

	SocketConnection(EngineSession session, String namespace, Handshake handshake) {
		this.session = session;
		this.outbound = session.outbound();
		this.namespace = namespace;
		this.frames = SocketPacket.MAIN_NAMESPACE.equals(namespace) ? MAIN : new Frames(namespace);
		this.handshake = handshake;
	}

	@Override
	public String id() {
		return this.id;
	}

	String namespace() {
		return this.namespace;
	}

	/**
	 * What is told about this connection. In the session's order of tasks.
	 * @return the listener, or {@code null} before there is one
	 */
	NamespaceHandler.@Nullable Listener listener() {
		return this.listener;
	}

	void listener(NamespaceHandler.Listener told) {
		this.listener = told;
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
			this.session.send((this.frames != MAIN) ? this.frames.event(message) : shared(message));
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
		return message.framed(EncodedPacket.class, MAIN::event);
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
	 */
	void ended() {
		this.state = State.CLOSED;
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
