package io.dialogue.socketio;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.awaitility.Awaitility.await;

/**
 * Starts an Engine.IO server that echoes, and stops it after each test.
 */
class EngineExtension implements AfterEachCallback {

	private EngineContext context;

	private EngineServer server;

	void start() {
		start((settings) -> settings);
	}

	void start(UnaryOperator<SocketIoServerSettingsBuilder> settings) {
		SocketIoServerSettingsBuilder builder = SocketIoServerSettings.builder()
			.host("127.0.0.1")
			.path("/engine.io/")
			.eventLoopThreads(2);
		this.context = new EngineContext(settings.apply(builder).build(), ProtocolServer.Echo::new);
		this.server = new EngineServer(this.context, List.of(), null);
	}

	int port() {
		return this.server.port();
	}

	RawClient client() {
		return new RawClient(port(), "/engine.io/");
	}

	Collection<EngineSession> sessions() {
		return this.context.sessions();
	}

	EngineSession session() {
		return sessions().iterator().next();
	}

	void awaitNoSession() {
		await().until(() -> sessions().isEmpty() && this.context.seats().count() == 0);
	}

	void awaitPoll() {
		await().until(() -> session().transports().polling().flusher() != null);
	}

	@Override
	public void afterEach(ExtensionContext extensionContext) {
		this.server.stop(Duration.ofMillis(300));
	}

}
