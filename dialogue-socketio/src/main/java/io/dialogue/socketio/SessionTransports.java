package io.dialogue.socketio;

import java.util.concurrent.TimeUnit;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;

/**
 * The transports of one session: long-polling, until a WebSocket takes its place, or a
 * WebSocket from the start. Confined to the session's order of tasks, but for methods
 * that say otherwise.
 */
final class SessionTransports {

	private final EngineSession session;

	/** The engine's client, until a WebSocket carries the session. */
	private volatile @Nullable ClientHead head;

	/** There from the first request on that needs it. */
	private @Nullable PollingSide polling;

	private volatile @Nullable WebSocketSide webSocket;

	private volatile @Nullable DisconnectReason ending;

	SessionTransports(EngineSession session, ClientHead head) {
		this.session = session;
		this.head = head;
		if (head.getCurrentTransport() == Transport.POLLING) {
			session.outbound().sink(polling());
		}
		// The engine's timers are not used
		head.cancelPing();
		head.cancelPingTimeout();
	}

	PollingSide polling() {
		PollingSide side = this.polling;
		if (side == null) {
			side = new PollingSide(this.session);
			this.polling = side;
		}
		return side;
	}

	/**
	 * Goes on with what long-polling brought, if it did.
	 */
	void resumePolling() {
		if (this.polling != null) {
			this.polling.resume();
		}
	}

	/**
	 * A long-polling request came to wait for packets. May be called by any thread.
	 * @param exchange the request
	 */
	void poll(HttpExchange exchange) {
		this.session.run(() -> {
			if (accepts(exchange)) {
				polling().poll(exchange);
			}
		});
	}

	/**
	 * A long-polling request came with packets. May be called by any thread.
	 * @param exchange the request
	 * @param body its body
	 */
	void post(HttpExchange exchange, byte[] body) {
		this.session.run(() -> {
			if (!accepts(exchange)) {
				return;
			}
			if (this.session.isOpen()) {
				polling().post(exchange, body);
			}
			else {
				polling().postAtEnd(exchange, body);
			}
		});
	}

	private boolean accepts(HttpExchange exchange) {
		this.session.checkHeartbeat();
		WebSocketSide side = this.webSocket;
		if (this.session.hasEnded()) {
			exchange.fail(EngineError.UNKNOWN_SID);
		}
		else if (side != null && side.isAdopted()) {
			side.refuse(exchange);
			return false;
		}
		return !exchange.isAnswered();
	}

	/**
	 * Whether the session left long-polling behind.
	 * @return {@code true} if a WebSocket carries it
	 */
	boolean isUpgraded() {
		WebSocketSide side = this.webSocket;
		return side != null && side.isAdopted();
	}

	/**
	 * Why the session ends. May be called by any thread.
	 * @return the reason, or {@code null} unless the transport is to be closed as soon as
	 * all is sent
	 */
	@Nullable DisconnectReason ending() {
		return this.ending;
	}

	boolean isProbing() {
		WebSocketSide side = this.webSocket;
		return side != null && side.isProbing();
	}

	/**
	 * Whether a WebSocket may be opened for the session now. May be called by any thread:
	 * {@link #attach} has the last word.
	 * @return {@code false} if it has one
	 */
	boolean offerUpgrade() {
		WebSocketSide side = this.webSocket;
		return !isUpgraded() && (side == null || !side.isActive());
	}

	/**
	 * Has the engine bind a channel, which brings it to {@link #attach}. On its event
	 * loop.
	 * @param channel the channel
	 */
	void bind(Channel channel) {
		ClientHead client = this.head;
		if (client != null) {
			client.bindChannel(channel, Transport.WEBSOCKET);
		}
		else {
			channel.close();
		}
	}

	/**
	 * A WebSocket was opened for the session.
	 * @param side the WebSocket
	 */
	void attach(WebSocketSide side) {
		WebSocketSide other = this.webSocket;
		ClientHead client = this.head;
		if (client == null || !this.session.isOpen() || (other != null && other.isActive())) {
			side.reject();
			return;
		}
		this.webSocket = side;
		if (client.getCurrentTransport() == Transport.WEBSOCKET) {
			adopt(side);
		}
		else {
			this.session.schedule(side::expire, this.session.settings().upgradeTimeout().toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * The client completes the upgrade. What waits goes over the WebSocket from now on.
	 * @param side the WebSocket
	 */
	void upgrade(WebSocketSide side) {
		HttpExchange late = polling().retire();
		if (late != null) {
			side.refuse(late);
		}
		ClientHead client = this.head;
		if (client == null || this.session.hasEnded()) {
			side.reject();
			return;
		}
		client.upgradeCurrentTransport(Transport.WEBSOCKET);
		adopt(side);
		if (this.ending != null) {
			side.finish(this.ending);
		}
	}

	private void adopt(WebSocketSide side) {
		side.adopt();
		this.session.moveTo(side.loop());
		this.session.outbound().sink(side);
		this.session.outbound().wake();
		read(this.session.isReading());
		// Once the engine is done with the request that brought the WebSocket
		this.session.execute(() -> leaveEngine(side));
	}

	/**
	 * Ends what the engine keeps for the session: it knows long-polling and how to begin,
	 * of which there will be no more. A client that never asked by the session's id has
	 * no reason to begin with it.
	 */
	private void leaveEngine(WebSocketSide side) {
		forgetByEngine();
		if (this.polling == null) {
			this.session.forgetId();
		}
		side.leaveEngine();
	}

	private void forgetByEngine() {
		ClientHead client = this.head;
		this.head = null;
		if (client != null) {
			client.onChannelDisconnect();
		}
	}

	/**
	 * Stops or resumes to read.
	 * @param reading whether to resume
	 */
	void read(boolean reading) {
		WebSocketSide side = this.webSocket;
		if (side != null && side.isAdopted()) {
			side.read(reading);
		}
	}

	/**
	 * Closes the current transport once what waits is sent, or at once where the client
	 * broke with the protocol or does not answer.
	 * @param reason why
	 * @param farewell the last packet of long-polling
	 */
	void finish(DisconnectReason reason, EncodedPacket farewell) {
		this.ending = reason;
		WebSocketSide side = this.webSocket;
		if (side != null && side.isAdopted()) {
			side.finish(reason);
			return;
		}
		switch (reason) {
			case TRANSPORT_ERROR, PING_TIMEOUT, SLOW_CONSUMER -> this.session.end();
			default -> polling().finish(farewell);
		}
	}

	/**
	 * Closes all transports.
	 */
	void end() {
		forgetByEngine();
		if (this.polling != null) {
			this.polling.end();
		}
		WebSocketSide side = this.webSocket;
		if (side != null) {
			side.end();
		}
	}

}
