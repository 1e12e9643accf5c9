package io.dialogue.socketio;

import java.net.SocketAddress;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;

/**
 * One client's Engine.IO session on top of the engine's own: what is legal when, reading
 * and pausing, and how it ends. State is confined to the session's order of tasks;
 * methods that say so may be called by any thread.
 */
final class EngineSession extends SessionTasks {

	private static final Logger logger = LoggerFactory.getLogger(EngineSession.class);

	private final EngineContext engine;

	/** By which requests find the session, until none has to. A credential. */
	private @Nullable UUID id;

	private final Handshake handshake;

	/** Whose seat it takes among all sessions. */
	private final SocketAddress peer;

	private final long number;

	private final Outbound outbound;

	private final Heartbeat heartbeat;

	private final SessionTransports transports;

	/** There from the first packet on that is held back. */
	private @Nullable Inbox inbox;

	private final EngineListener listener;

	private volatile boolean paused;

	private volatile boolean open = true;

	private boolean ended;

	/** Of the end, once it has begun. */
	private @Nullable Future<?> deadline;

	/**
	 * Creates a session of an engine's client.
	 * @param engine what sessions share
	 * @param head the engine's client
	 * @param pending the handshake, which is this session's from now on
	 * @param loop the event loop of its first channel
	 */
	EngineSession(EngineContext engine, ClientHead head, PendingHandshake pending, EventLoop loop) {
		super(loop);
		this.engine = engine;
		this.id = head.getSessionId();
		this.handshake = pending.handshake();
		this.peer = pending.peer();
		this.number = engine.nextNumber();
		this.outbound = new Outbound(head.getPacketsQueue(head.getCurrentTransport()), this, engine.shedding());
		this.transports = new SessionTransports(this, head);
		this.heartbeat = new Heartbeat(this);
		this.listener = engine.listeners().opened(this);
	}

	void start() {
		run(this.heartbeat::start);
	}

	/**
	 * No request has to find the session any more.
	 */
	void forgetId() {
		if (this.id != null) {
			this.engine.forget(this.id);
			this.id = null;
		}
	}

	Handshake handshake() {
		return this.handshake;
	}

	/**
	 * Stands for the session in the log, because its id is a credential.
	 * @return a number
	 */
	long number() {
		return this.number;
	}

	SocketIoServerSettings settings() {
		return this.engine.settings();
	}

	OpenPacket openPacket() {
		return this.engine.openPacket();
	}

	Outbound outbound() {
		return this.outbound;
	}

	SessionTransports transports() {
		return this.transports;
	}

	/**
	 * The session closes a channel when it ends, so that nobody else has to.
	 * @param channel a channel that carries the session to its end
	 */
	void owns(Channel channel) {
		this.engine.openSockets().leaveToSession(channel);
	}

	LoopFlusher flusher(Channel channel) {
		return this.engine.flushers().of(channel);
	}

	Heartbeats heartbeats() {
		return this.engine.heartbeats();
	}

	/**
	 * Limits how many sessions begin, and what is as good as a new one.
	 * @return the limit, which all sessions share
	 */
	HandshakeRate handshakes() {
		return this.engine.handshakes();
	}

	/**
	 * Whether the session has not begun to end. May be called by any thread.
	 * @return {@code true} while messages can be sent
	 */
	boolean isOpen() {
		return this.open;
	}

	/**
	 * Whether nothing is left of the session.
	 * @return {@code true} once its transports are closed
	 */
	boolean hasEnded() {
		return this.ended;
	}

	/**
	 * Whether what the client sends is handled now.
	 * @return {@code false} while reading is paused and after the session ended
	 */
	boolean isReading() {
		return this.open && !this.paused;
	}

	/**
	 * Sends a packet. May be called by any thread.
	 * @param packet the packet
	 */
	void send(EncodedPacket packet) {
		this.outbound.add(packet);
	}

	/**
	 * Drops the messages that wait to be sent. May be called by any thread.
	 */
	void forgetUnsent() {
		this.outbound.forget();
	}

	/**
	 * Ends the session if its heartbeat is overdue, even if the timer has not noticed
	 * yet.
	 */
	void checkHeartbeat() {
		if (this.open && this.heartbeat.isOverdue()) {
			pingTimedOut();
		}
	}

	/**
	 * Handles a packet that came in, or holds it back while reading is paused.
	 * @param packet the packet
	 */
	void received(EnginePacket packet) {
		if (isReading() && (this.inbox == null || this.inbox.isEmpty())) {
			handle(packet);
		}
		else if (this.open) {
			inbox().hold(packet);
		}
	}

	private Inbox inbox() {
		Inbox held = this.inbox;
		if (held == null) {
			held = new Inbox(this);
			this.inbox = held;
		}
		return held;
	}

	/**
	 * Handles a packet that came in.
	 * @param packet the packet
	 */
	void handle(EnginePacket packet) {
		switch (packet.type()) {
			case EnginePacket.PONG -> this.heartbeat.pong();
			case EnginePacket.MESSAGE -> this.listener.text(packet.text());
			case EnginePacket.BINARY -> this.listener.binary((packet.bytes() != null) ? packet.bytes() : new byte[0]);
			case EnginePacket.CLOSE -> close(DisconnectReason.TRANSPORT_CLOSE, EncodedPacket.NOOP);
			case EnginePacket.NOOP -> {
			}
			default -> protocolError("unexpected packet");
		}
	}

	/**
	 * Stops or resumes to handle what the client sends. May be called by any thread.
	 * @param reading whether to resume
	 */
	void reading(boolean reading) {
		this.paused = !reading;
		execute(this::readingChanged);
	}

	private void readingChanged() {
		if (this.inbox != null) {
			this.inbox.resume();
		}
		this.transports.resumePolling();
		if (!this.open) {
			return;
		}
		if (isReading()) {
			this.heartbeat.resume();
		}
		else {
			this.heartbeat.suspend();
		}
		this.transports.read(isReading());
	}

	/**
	 * Says that the server is about to close the session. May be called by any thread.
	 * @param retryAfter when the client should come back, in milliseconds
	 */
	void draining(long retryAfter) {
		execute(() -> this.listener.draining(retryAfter));
	}

	/**
	 * Ends the session once what was sent before is out. May be called by any thread.
	 * @param reason why
	 */
	void close(DisconnectReason reason) {
		execute(() -> close(reason, EncodedPacket.CLOSE));
	}

	/**
	 * Sends a last packet and ends the session once all is out: what the client answers
	 * comes after that. May be called by any thread.
	 * @param last the packet
	 * @param reason why
	 */
	void close(EncodedPacket last, DisconnectReason reason) {
		execute(() -> {
			send(last);
			close(reason, EncodedPacket.CLOSE);
		});
	}

	/**
	 * Ends the session at once. May be called by any thread.
	 * @param reason why
	 */
	void terminate(DisconnectReason reason) {
		execute(() -> {
			close(reason, EncodedPacket.CLOSE);
			end();
		});
	}

	void pingTimedOut() {
		close(DisconnectReason.PING_TIMEOUT, EncodedPacket.CLOSE);
	}

	/**
	 * The client does not read what is sent to it. May be called by any thread.
	 */
	void tooSlow() {
		close(DisconnectReason.SLOW_CONSUMER);
	}

	/**
	 * The client broke the protocol.
	 * @param what how, without what it sent
	 */
	void protocolError(String what) {
		logger.debug("Session {} is closed: {}", this.number, what);
		close(DisconnectReason.TRANSPORT_ERROR, EncodedPacket.CLOSE);
	}

	/**
	 * The transport is gone.
	 */
	void transportClosed() {
		close(DisconnectReason.TRANSPORT_CLOSE, EncodedPacket.CLOSE);
		end();
	}

	@Override
	void failed(Throwable cause) {
		logger.error("Session {} failed and is closed", this.number, cause);
		close(DisconnectReason.TRANSPORT_ERROR);
	}

	private void close(DisconnectReason reason, EncodedPacket farewell) {
		if (!this.open) {
			return;
		}
		this.open = false;
		this.outbound.close();
		this.heartbeat.cancel();
		this.inbox = null;
		this.deadline = schedule(this::end, settings().closeTimeout().toMillis(), TimeUnit.MILLISECONDS);
		try {
			this.listener.closed(reason);
		}
		finally {
			this.transports.finish(reason, farewell);
		}
	}

	/**
	 * Ends what is left of the session, at once.
	 */
	void end() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		if (this.deadline != null) {
			this.deadline.cancel(false);
		}
		this.outbound.discard();
		this.transports.end();
		forgetId();
		this.engine.remove(this);
		this.engine.seats().release(this.peer);
	}

}
