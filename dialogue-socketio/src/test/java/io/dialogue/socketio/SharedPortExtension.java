package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Starts a web server on Reactor Netty and Socket.IO on its port, and stops both after
 * each test. The web server answers with method, path and body; below {@code /slow/}
 * after half a second, and below {@code /now/} before it has read the body.
 */
class SharedPortExtension implements AfterEachCallback {

	private static final LoopResources LOOPS = LoopResources.create("shared-port", 1, 2, true);

	final TestGateway gateway = new TestGateway();

	private @Nullable SocketIoGatewayServer server;

	private @Nullable DisposableServer web;

	void start() {
		start((settings) -> settings);
	}

	void start(UnaryOperator<SocketIoServerSettingsBuilder> settings) {
		start(settings, (http) -> http);
	}

	void start(UnaryOperator<SocketIoServerSettingsBuilder> settings, UnaryOperator<HttpServer> customizer) {
		SharedPort port = new SharedPort(settings.apply(SocketIoServerSettings.builder()).build());
		this.web = bind(port, 0, customizer);
		this.server = new SocketIoGatewayServer(port, List.of());
		this.server.start(this.gateway);
	}

	static DisposableServer bind(SharedPort port, int number, UnaryOperator<HttpServer> customizer) {
		HttpServer http = customizer.apply(HttpServer.create().runOn(LOOPS).host("127.0.0.1").port(number));
		return port.customize(http)
			.handle((request, response) -> request.uri().startsWith("/now/")
					? response.sendString(Mono.just(request.method() + " " + request.uri())) : echo(request, response))
			.bindNow();
	}

	private static Mono<Void> echo(HttpServerRequest request, HttpServerResponse response) {
		return request.receive()
			.aggregate()
			.asString()
			.defaultIfEmpty("")
			.delayElement(request.uri().startsWith("/slow/") ? Duration.ofMillis(500) : Duration.ZERO)
			.flatMap((body) -> response
				.sendString(Mono.just(request.method() + " " + request.uri() + " " + body).map(String::strip))
				.then());
	}

	SocketIoGatewayServer server() {
		return java.util.Objects.requireNonNull(this.server);
	}

	DisposableServer web() {
		return java.util.Objects.requireNonNull(this.web);
	}

	int port() {
		return web().port();
	}

	RawClient client() {
		return new RawClient(port(), "/socket.io/");
	}

	@Override
	public void afterEach(ExtensionContext context) {
		if (this.server != null) {
			this.server.stop();
		}
		if (this.web != null) {
			this.web.disposeNow();
		}
	}

}
