package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.dialogue.gateway.DialogueGateway;
import io.dialogue.gateway.GatewayServer;

/**
 * Starts the servers with the application context and drains them before it closes: after
 * the web server has started, and before it stops to accept connections, as clients that
 * poll its port are still to be told.
 */
final class DialogueLifecycle implements SmartLifecycle {

	/** Stops before the web server's graceful shutdown. */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1023;

	private static final Logger logger = LoggerFactory.getLogger(DialogueLifecycle.class);

	/** How long hooks may take after the last connection has gone. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final KeepAlive keepAlive = new KeepAlive();

	private final List<GatewayServer> servers;

	private final DialogueGateway gateway;

	private final RoomAnnouncement rooms;

	private final ClientNames clientNames;

	private final DialogueExecutors executors;

	private final LocalPort localPort;

	private final Duration drainTimeout;

	private volatile boolean running;

	DialogueLifecycle(List<GatewayServer> servers, DialogueGateway gateway, RoomAnnouncement rooms,
			ClientNames clientNames, DialogueExecutors executors, LocalPort localPort, Duration drainTimeout) {
		this.servers = List.copyOf(servers);
		this.gateway = gateway;
		this.rooms = rooms;
		this.clientNames = clientNames;
		this.executors = executors;
		this.localPort = localPort;
		this.drainTimeout = drainTimeout;
	}

	@Override
	public void start() {
		this.rooms.make();
		this.clientNames.check(!this.servers.isEmpty());
		List<GatewayServer> started = new ArrayList<>();
		try {
			for (GatewayServer server : this.servers) {
				server.start(this.gateway);
				started.add(server);
			}
		}
		catch (RuntimeException ex) {
			started.forEach(GatewayServer::stop);
			throw ex;
		}
		this.servers.stream()
			.map(GatewayServer::port)
			.filter((port) -> port > 0)
			.findFirst()
			.ifPresent(this.localPort::publish);
		if (!started.isEmpty()) {
			this.keepAlive.start();
		}
		this.running = true;
	}

	@Override
	public void stop() {
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		stop(() -> stopped.complete(null));
		stopped.join();
	}

	/** On a thread of its own, as drains complete on threads of the servers. */
	@Override
	public void stop(Runnable callback) {
		Thread thread = new Thread(() -> {
			try {
				drainAndStop();
			}
			finally {
				this.keepAlive.stop();
				callback.run();
			}
		}, "dialogue-shutdown");
		thread.start();
	}

	private void drainAndStop() {
		this.running = false;
		CompletableFuture<?>[] drains = this.servers.stream()
			.map((server) -> server.drain(this.drainTimeout).toCompletableFuture())
			.toArray(CompletableFuture<?>[]::new);
		CompletableFuture.allOf(drains)
			.completeOnTimeout(null, this.drainTimeout.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)
			.exceptionally((ex) -> null)
			.join();
		this.servers.forEach(this::stop);
		if (!this.executors.awaitIdle(PATIENCE)) {
			logger.info("Hooks or listeners still run after {}; the context closes without waiting longer", PATIENCE);
		}
	}

	private void stop(GatewayServer server) {
		try {
			server.stop();
		}
		catch (RuntimeException ex) {
			logger.warn("The {} server did not stop cleanly", server.transport(), ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
