package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts servers on free ports of the loopback address, and stops them after each test.
 */
class ServerExtension implements AfterEachCallback {

	final TestGateway gateway = new TestGateway();

	private final List<SocketIoGatewayServer> servers = new ArrayList<>();

	SocketIoGatewayServer start() {
		return start((settings) -> settings);
	}

	SocketIoGatewayServer start(UnaryOperator<SocketIoServerSettingsBuilder> settings) {
		return start(settings, List.of());
	}

	SocketIoGatewayServer start(UnaryOperator<SocketIoServerSettingsBuilder> settings,
			List<SocketIoServerCustomizer> customizers) {
		SocketIoServerSettingsBuilder builder = SocketIoServerSettings.builder().host("127.0.0.1").eventLoopThreads(2);
		SocketIoGatewayServer server = new SocketIoGatewayServer(settings.apply(builder).build(), customizers);
		this.servers.add(server);
		server.start(this.gateway);
		return server;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.servers.forEach(SocketIoGatewayServer::stop);
	}

}
