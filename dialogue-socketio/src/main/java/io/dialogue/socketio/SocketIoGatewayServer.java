package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.Assert;

import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayServer;

/**
 * The Socket.IO server: protocol 5 over Engine.IO 4, long-polling and WebSocket with
 * upgrade, on a port of its own or on a web server's. Clients connect to the default
 * namespace.
 * <p>
 * It can be started again after it was stopped. Lifecycle methods may be called by any
 * thread but the server's own.
 */
public final class SocketIoGatewayServer implements GatewayServer {

	private static final Logger logger = LoggerFactory.getLogger(SocketIoGatewayServer.class);

	/** How long sessions may take to report their end when the server stops. */
	private static final Duration PATIENCE = Duration.ofMillis(300);

	private final SocketIoServerSettings settings;

	private final List<SocketIoServerCustomizer> customizers;

	private final @Nullable Supplier<SslContext> ssl;

	private final @Nullable SharedPort sharedPort;

	private @Nullable EngineServer server;

	private volatile boolean running;

	/**
	 * Creates a server that is not started.
	 * @param settings its settings
	 * @param customizers change the underlying server, in order
	 */
	public SocketIoGatewayServer(SocketIoServerSettings settings, List<SocketIoServerCustomizer> customizers) {
		this(settings, customizers, null);
	}

	/**
	 * Creates a server that speaks TLS.
	 * @param settings its settings
	 * @param customizers change the underlying server, in order
	 * @param ssl gives the TLS context of each new connection, {@code null} for plain
	 * text
	 */
	public SocketIoGatewayServer(SocketIoServerSettings settings, List<SocketIoServerCustomizer> customizers,
			@Nullable Supplier<SslContext> ssl) {
		this(settings, customizers, ssl, null);
	}

	/**
	 * Creates a server on a web server's port. {@link #port()} is that port while the web
	 * server runs.
	 * @param port the port, which brings the settings
	 * @param customizers change the underlying server, in order
	 */
	public SocketIoGatewayServer(SharedPort port, List<SocketIoServerCustomizer> customizers) {
		this(port.settings(), customizers, null, port);
	}

	private SocketIoGatewayServer(SocketIoServerSettings settings, List<SocketIoServerCustomizer> customizers,
			@Nullable Supplier<SslContext> ssl, @Nullable SharedPort sharedPort) {
		this.settings = settings;
		this.customizers = List.copyOf(customizers);
		this.ssl = ssl;
		this.sharedPort = sharedPort;
	}

	@Override
	public String transport() {
		return "socketio";
	}

	@Override
	public synchronized void start(DialogueGateway gateway) {
		Assert.state(this.server == null, "The Socket.IO server is running already");
		EngineContext engine = new EngineContext(this.settings, new SocketSessions(gateway, this.settings));
		EnginePort port = (this.sharedPort != null) ? this.sharedPort.lease()
				: new OwnPort(this.settings, this.customizers);
		this.server = new EngineServer(engine, this.customizers, port, this.ssl);
		this.running = true;
		logger.info("Socket.IO server {} with path '{}' and transports {}", this.server, this.settings.path(),
				this.settings.transports());
	}

	@Override
	public synchronized CompletionStage<Void> drain(Duration timeout) {
		this.running = false;
		return (this.server != null) ? this.server.drain(timeout) : CompletableFuture.completedFuture(null);
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		EngineServer running = this.server;
		if (running != null) {
			this.server = null;
			running.stop(PATIENCE);
			logger.info("Socket.IO server stopped");
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public synchronized int port() {
		return (this.server != null) ? this.server.port() : -1;
	}

}
