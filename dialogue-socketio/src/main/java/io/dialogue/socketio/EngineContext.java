package io.dialogue.socketio;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.EventLoop;
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

	private final Heartbeats heartbeats = new Heartbeats();

	private final ConnectionLimits sockets;

	private final OpenSockets openSockets;

	private final ConnectionLimits seats;

	private final HandshakeRate handshakes;

	private final Set<EngineSession> sessions = ConcurrentHashMap.newKeySet();

	/** Those that requests may ask for. */
	private final Map<UUID, EngineSession> byId = new ConcurrentHashMap<>();

	private final AtomicLong numbers = new AtomicLong();

	private volatile boolean accepting = true;

	private final CompletableFuture<Void> emptied = new CompletableFuture<>();

	EngineContext(SocketIoServerSettings settings, EngineListener.Factory listeners) {
		this.settings = settings;
		this.listeners = listeners;
		this.openPacket = new OpenPacket(settings);
		this.shedding = new Shedding(settings, listeners::dropped);
		this.sockets = new ConnectionLimits(settings.maxConnections(), settings.maxConnectionsPerAddress());
		this.openSockets = new OpenSockets(this.sockets);
		this.seats = new ConnectionLimits(settings.maxConnections(), settings.maxConnectionsPerAddress());
		this.handshakes = new HandshakeRate(settings.maxHandshakesPerSecond());
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

	Heartbeats heartbeats() {
		return this.heartbeats;
	}

	/**
	 * The count of open sockets.
	 * @return the count
	 */
	ConnectionLimits sockets() {
		return this.sockets;
	}

	/**
	 * The sockets that end with the server, but for those that sessions see to.
	 * @return the sockets
	 */
	OpenSockets openSockets() {
		return this.openSockets;
	}

	/**
	 * The count of sessions, those included that are about to begin.
	 * @return the count
	 */
	ConnectionLimits seats() {
		return this.seats;
	}

	HandshakeRate handshakes() {
		return this.handshakes;
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
	 * @param guard the guard of the channel that brought it, {@code null} if that serves
	 * no HTTP any more
	 * @param loop the event loop of that channel
	 * @return the session, or {@code null} if it has ended already
	 */
	@Nullable EngineSession session(ClientHead head, @Nullable HttpGuard guard, EventLoop loop) {
		EngineSession known = this.byId.get(head.getSessionId());
		PendingHandshake pending = (known == null && guard != null) ? guard.takePending() : null;
		if (pending == null) {
			return known;
		}
		EngineSession session = new EngineSession(this, head, pending, loop);
		this.sessions.add(session);
		this.byId.put(head.getSessionId(), session);
		session.start();
		return session;
	}

	/**
	 * The session that a request asks for.
	 * @param sid its id, which is a credential
	 * @return the session, or {@code null} if there is none that may be asked for
	 */
	@Nullable EngineSession find(UUID sid) {
		return this.byId.get(sid);
	}

	/**
	 * A session needs no requests any more: its id opens nothing from now on.
	 * @param sid its id
	 */
	void forget(UUID sid) {
		this.byId.remove(sid);
	}

	void remove(EngineSession session) {
		this.sessions.remove(session);
		completeIfEmpty();
	}

	Collection<EngineSession> sessions() {
		return this.sessions;
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
