package io.dialogue.socketio;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of one server share, and the sessions themselves.
 */
final class EngineContext {

	private final SocketIoServerSettings settings;

	private final EngineListener.Factory listeners;

	private final OpenPacket openPacket;

	private final Shedding shedding;

	private final LoopFlushers flushers = new LoopFlushers();

	private final ConnectionLimits sockets;

	private final ConnectionLimits seats;

	private final Map<UUID, EngineSession> sessions = new ConcurrentHashMap<>();

	private final AtomicLong numbers = new AtomicLong();

	private volatile boolean accepting = true;

	private final CompletableFuture<Void> emptied = new CompletableFuture<>();

	EngineContext(SocketIoServerSettings settings, EngineListener.Factory listeners) {
		this.settings = settings;
		this.listeners = listeners;
		this.openPacket = new OpenPacket(settings);
		this.shedding = new Shedding(settings, listeners::dropped);
		this.sockets = new ConnectionLimits(settings.maxConnections(), settings.maxConnectionsPerAddress());
		this.seats = new ConnectionLimits(settings.maxConnections(), settings.maxConnectionsPerAddress());
	}

	SocketIoServerSettings settings() {
		return this.settings;
	}

	EngineListener.Factory listeners() {
		return this.listeners;
	}

	OpenPacket openPacket() {
		return this.openPacket;
	}

	Shedding shedding() {
		return this.shedding;
	}

	LoopFlushers flushers() {
		return this.flushers;
	}

	/**
	 * The count of open sockets.
	 * @return the count
	 */
	ConnectionLimits sockets() {
		return this.sockets;
	}

	/**
	 * The count of sessions, those included that are about to begin.
	 * @return the count
	 */
	ConnectionLimits seats() {
		return this.seats;
	}

	/**
	 * A number that stands for a session in the log, where its id would be a credential.
	 * @return the next number
	 */
	long nextNumber() {
		return this.numbers.incrementAndGet();
	}

	/**
	 * The session of an engine's client, begun if it is new.
	 * @param head the engine's client
	 * @param channel the channel that brought it
	 * @return the session, or {@code null} if it has ended already
	 */
	@Nullable EngineSession session(ClientHead head, Channel channel) {
		EngineSession known = this.sessions.get(head.getSessionId());
		PendingHandshake pending = channel.attr(PendingHandshake.KEY).getAndSet(null);
		if (known != null || pending == null) {
			return known;
		}
		EngineSession session = new EngineSession(this, head, pending, channel.eventLoop());
		this.sessions.put(head.getSessionId(), session);
		session.start();
		return session;
	}

	@Nullable EngineSession find(UUID sid) {
		return this.sessions.get(sid);
	}

	void remove(EngineSession session) {
		this.sessions.remove(session.head().getSessionId());
		completeIfEmpty();
	}

	Collection<EngineSession> sessions() {
		return this.sessions.values();
	}

	boolean isAccepting() {
		return this.accepting;
	}

	/**
	 * Refuses new sessions from now on.
	 * @return completes when there is none left
	 */
	CompletableFuture<Void> stopAccepting() {
		this.accepting = false;
		completeIfEmpty();
		return this.emptied;
	}

	private void completeIfEmpty() {
		if (!this.accepting && this.sessions.isEmpty()) {
			this.emptied.complete(null);
		}
	}

}
