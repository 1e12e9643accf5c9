package io.dialogue.socketio;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import com.corundumstudio.socketio.Transport;
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
final class EngineSession {

	private static final Logger logger = LoggerFactory.getLogger(EngineSession.class);

	private final EngineContext engine;

	private final ClientHead head;

	private final PendingHandshake handshake;

	private final long number;

	private final Serial serial = new Serial(this::failed);

	private final Outbound outbound;

	private final Heartbeat heartbeat;

	private final PollingSide polling = new PollingSide(this);

	/** Packets that were read before reading paused. */
	private final Queue<EnginePacket> held = new ArrayDeque<>();

	private final EngineListener listener;

	private volatile EventLoop loop;

	private volatile boolean paused;

	private volatile boolean open = true;

	private boolean ended;

	private volatile @Nullable WebSocketSide webSocket;

	/**
	 * Creates a session of an engine's client.
	 * @param engine what sessions share
	 * @param head the engine's client
	 * @param handshake the handshake
	 * @param loop the event loop of its first channel
	 */
	EngineSession(EngineContext engine, ClientHead head, PendingHandshake handshake, EventLoop loop) {
		this.engine = engine;
		this.head = head;
		this.handshake = handshake;
		this.number = engine.nextNumber();
		this.loop = loop;
		this.outbound = new Outbound(head.getPacketsQueue(head.getCurrentTransport()),
				engine.settings().maxOutboundBytes(), engine.openPacket(), () -> close(DisconnectReason.SLOW_CONSUMER));
		this.outbound.sink(this.polling);
		this.heartbeat = new Heartbeat(this, engine.settings());
		this.listener = engine.listeners().opened(this);
	}

	/**
	 * Takes over from the engine, whose timers are not used.
	 */
	void start() {
		run(() -> {
			this.head.cancelPing();
			this.head.cancelPingTimeout();
			this.heartbeat.start();
		});
	}

	ClientHead head() {
		return this.head;
	}

	Handshake handshake() {
		return this.handshake.handshake();
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

	Outbound outbound() {
		return this.outbound;
	}

	LoopFlusher flusher(Channel channel) {
		return this.engine.flushers().of(channel);
	}

	/**
	 * Whether the session has not begun to end. May be called by any thread.
	 * @return {@code true} while messages can be sent
	 */
	boolean isOpen() {
		return this.open;
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
	 * Runs a task in the session's order, on this event loop.
	 * @param task the task
	 */
	void run(Runnable task) {
		this.serial.run(task);
	}

	/**
	 * Runs a task in the session's order, on an event loop. May be called by any thread.
	 * @param task the task
	 */
	void execute(Runnable task) {
		try {
			this.loop.execute(() -> this.serial.run(task));
		}
		catch (RejectedExecutionException ex) {
			this.serial.run(task);
		}
	}

	Future<?> schedule(Runnable task, long delay, TimeUnit unit) {
		try {
			return this.loop.schedule(() -> this.serial.run(task), delay, unit);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	// HTTP long-polling

	void poll(HttpExchange exchange) {
		run(() -> {
			if (accepts(exchange)) {
				this.polling.poll(exchange);
			}
		});
	}

	void post(HttpExchange exchange, byte[] body) {
		run(() -> {
			if (!this.open) {
				exchange.fail(EngineError.UNKNOWN_SID);
			}
			else if (accepts(exchange)) {
				this.polling.post(exchange, body);
			}
		});
	}

	private boolean accepts(HttpExchange exchange) {
		if (this.open && this.heartbeat.isOverdue()) {
			pingTimedOut();
		}
		if (this.ended) {
			exchange.fail(EngineError.UNKNOWN_SID);
		}
		else if (isUpgraded()) {
			exchange.fail(EngineError.BAD_REQUEST);
		}
		return !exchange.isAnswered();
	}

	// WebSocket

	/**
	 * Whether a WebSocket may be opened for this session now. May be called by any
	 * thread: {@link #attach} has the last word.
	 * @return {@code false} if it has one, or may not have any
	 */
	boolean offersUpgrade() {
		WebSocketSide other = this.webSocket;
		return this.open && this.head.getCurrentTransport() == Transport.POLLING
				&& (other == null || !other.isActive());
	}

	void bind(Channel channel) {
		this.head.bindChannel(channel, Transport.WEBSOCKET);
	}

	/**
	 * A WebSocket was opened for this session.
	 * @param side the WebSocket
	 */
	void attach(WebSocketSide side) {
		run(() -> {
			WebSocketSide other = this.webSocket;
			if (this.ended || (other != null && other.isActive())) {
				side.reject();
				return;
			}
			this.webSocket = side;
			if (this.head.getCurrentTransport() == Transport.WEBSOCKET) {
				adopt(side);
			}
			else {
				schedule(side::expire, settings().upgradeTimeout().toMillis(), TimeUnit.MILLISECONDS);
			}
		});
	}

	private void adopt(WebSocketSide side) {
		side.adopt();
		this.loop = side.loop();
		this.outbound.sink(side);
		this.outbound.wake();
	}

	boolean isProbing() {
		WebSocketSide side = this.webSocket;
		return side != null && side.isProbing();
	}

	private boolean isUpgraded() {
		WebSocketSide side = this.webSocket;
		return side != null && side.isAdopted();
	}

	/**
	 * The client probes a WebSocket.
	 */
	void probed() {
		this.polling.noop();
	}

	/**
	 * The client completes the upgrade.
	 * @param side the WebSocket
	 */
	void upgrade(WebSocketSide side) {
		if (!this.open) {
			side.reject();
			return;
		}
		this.polling.noop();
		this.head.upgradeCurrentTransport(Transport.WEBSOCKET);
		adopt(side);
		if (!isReading()) {
			side.read(false);
		}
	}

	// Packets

	/**
	 * A packet came in over the session's WebSocket.
	 * @param packet the packet
	 */
	void received(EnginePacket packet) {
		if (isReading() && this.held.isEmpty()) {
			handle(packet);
		}
		else if (this.open) {
			this.held.add(packet);
		}
	}

	/**
	 * Handles a packet.
	 * @param packet the packet
	 * @return {@code false} if the session ended by it
	 */
	boolean handle(EnginePacket packet) {
		switch (packet.type()) {
			case EnginePacket.PONG -> this.heartbeat.pong();
			case EnginePacket.MESSAGE -> this.listener.text(packet.text());
			case EnginePacket.BINARY -> this.listener.binary((packet.bytes() != null) ? packet.bytes() : new byte[0]);
			case EnginePacket.CLOSE -> close(DisconnectReason.TRANSPORT_CLOSE, EncodedPacket.NOOP);
			case EnginePacket.NOOP -> {
			}
			default -> protocolError("unexpected packet");
		}
		return this.open;
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
		while (isReading() && !this.held.isEmpty()) {
			handle(this.held.remove());
		}
		this.polling.resume();
		if (!this.open) {
			return;
		}
		boolean reading = isReading();
		if (reading) {
			this.heartbeat.resume();
		}
		else {
			this.heartbeat.suspend();
		}
		WebSocketSide side = this.webSocket;
		if (side != null) {
			side.read(reading);
		}
	}

	// The end

	/**
	 * Ends the session once what was sent before is out. May be called by any thread.
	 * @param reason why
	 */
	void close(DisconnectReason reason) {
		execute(() -> close(reason, EncodedPacket.CLOSE));
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

	private void failed(Throwable cause) {
		logger.error("Session {} failed and is closed", this.number, cause);
		close(DisconnectReason.TRANSPORT_ERROR);
	}

	private void close(DisconnectReason reason, EncodedPacket farewell) {
		if (!this.open) {
			return;
		}
		this.open = false;
		this.outbound.close();
		this.heartbeat.stop();
		this.held.clear();
		schedule(this::end, settings().closeTimeout().toMillis(), TimeUnit.MILLISECONDS);
		try {
			this.listener.closed(reason);
		}
		finally {
			finish(reason, farewell);
		}
	}

	private void finish(DisconnectReason reason, EncodedPacket farewell) {
		WebSocketSide side = this.webSocket;
		if (side != null && side.isAdopted()) {
			side.finish(reason);
			return;
		}
		switch (reason) {
			case TRANSPORT_ERROR, PING_TIMEOUT, SLOW_CONSUMER -> end();
			default -> this.polling.finish(farewell);
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
		this.outbound.discard();
		this.polling.end();
		WebSocketSide side = this.webSocket;
		if (side != null) {
			side.end();
		}
		this.engine.remove(this);
		this.head.onChannelDisconnect();
		this.handshake.release();
	}

}
