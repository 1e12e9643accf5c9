package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;
import io.dialogue.gateway.PortInUseException;

/**
 * One run of an Engine.IO server: open when it is created, and never again once stopped.
 */
final class EngineServer {

	private final EngineContext engine;

	private final EnginePort port;

	private final EngineInitializer initializer;

	/**
	 * Starts a server on a port of its own.
	 * @param engine what its sessions share
	 * @param customizers change the underlying server
	 * @param ssl gives the TLS context of the next connection, {@code null} for plain
	 * text
	 * @throws PortInUseException if the port is taken
	 */
	EngineServer(EngineContext engine, List<SocketIoServerCustomizer> customizers, @Nullable Supplier<SslContext> ssl) {
		this(engine, customizers, new OwnPort(engine.settings(), customizers), ssl);
	}

	/**
	 * Starts a server on a port.
	 * @param engine what its sessions share
	 * @param customizers change the underlying server
	 * @param port where its connections come in
	 * @param ssl gives the TLS context of the next connection, {@code null} for none
	 * @throws PortInUseException if the port is taken
	 */
	EngineServer(EngineContext engine, List<SocketIoServerCustomizer> customizers, EnginePort port,
			@Nullable Supplier<SslContext> ssl) {
		this.engine = engine;
		this.port = port;
		this.initializer = new EngineInitializer(engine, EngineConfiguration.of(engine.settings(), customizers), ssl);
		try {
			port.open(this.initializer);
		}
		catch (RuntimeException ex) {
			port.stop();
			this.initializer.stop();
			throw ex;
		}
	}

	/**
	 * The port.
	 * @return the port, or -1 if the server accepts no more connections
	 */
	int port() {
		return this.port.port();
	}

	/**
	 * Stops accepting connections and sessions.
	 * @return completes when no session is left
	 */
	CompletableFuture<Void> stopAccepting() {
		this.port.close();
		return this.engine.stopAccepting();
	}

	/**
	 * Stops accepting, sends all clients away, and closes what is left after a time.
	 * @param timeout the time
	 * @return completes when no session is left
	 */
	CompletableFuture<Void> drain(Duration timeout) {
		CompletableFuture<Void> empty = stopAccepting();
		if (!empty.isDone()) {
			new Drain(this.engine, this.port.executor(), timeout).start(empty);
			this.port.executor().schedule(this::terminate, timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		return empty;
	}

	private void terminate() {
		this.engine.sessions().forEach((session) -> session.terminate(DisconnectReason.SERVER_SHUTTING_DOWN));
	}

	/**
	 * Closes what is left and ends the server. Returns when its port is free.
	 * @param patience how long sessions may take to report their end
	 */
	void stop(Duration patience) {
		CompletableFuture<Void> empty = stopAccepting();
		terminate();
		empty.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
		this.initializer.sockets().close(patience.toMillis());
		this.port.stop();
		this.initializer.stop();
	}

	@Override
	public String toString() {
		return this.port.toString();
	}

}
