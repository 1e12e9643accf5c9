package io.dialogue.socketio;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a server with bounds on what waits for a client, and stops it after each test.
 */
class SocketExtension implements AfterEachCallback {

	final TestGateway gateway = new TestGateway();

	private EngineContext context;

	private EngineServer server;

	void start(Duration timeout, int limit) {
		SocketIoServerSettings settings = SocketIoServerSettings.builder()
			.host("127.0.0.1")
			.eventLoopThreads(2)
			.slowConsumerTimeout(timeout)
			.maxOutboundBytes(limit)
			.dropThreshold(50_000)
			.build();
		this.context = new EngineContext(settings, new SocketSessions(this.gateway, settings));
		this.server = new EngineServer(this.context, List.of(), null);
	}

	int port() {
		return this.server.port();
	}

	RawClient client() {
		return new RawClient(port(), "/socket.io/");
	}

	/** The only session, as the gateway sees it. */
	TestGateway.Session session() {
		return this.gateway.only();
	}

	Collection<EngineSession> sessions() {
		return this.context.sessions();
	}

	EngineSession engineSession() {
		return sessions().iterator().next();
	}

	@Override
	public void afterEach(ExtensionContext extensionContext) {
		this.server.stop(Duration.ofMillis(300));
	}

}
