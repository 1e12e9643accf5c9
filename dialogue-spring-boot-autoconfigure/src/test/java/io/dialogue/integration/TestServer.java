package io.dialogue.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;

import io.dialogue.core.DialogueTemplate;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.room.Room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application with Dialogue on a free port, and its clients.
 */
final class TestServer implements AutoCloseable {

	private final List<TestClient> clients = new ArrayList<>();

	private final ConfigurableApplicationContext context;

	private TestServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static Builder with(Class<?>... sources) {
		return new Builder(sources);
	}

	int port() {
		return bean(GatewayServer.class).port();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	DialogueTemplate template() {
		return bean(DialogueTemplate.class);
	}

	Room room(String roomId) {
		Room room = template().room(roomId);
		assertThat(room).as("room '%s'", roomId).isNotNull();
		return room;
	}

	/** A client of a user, connected over WebSocket. */
	TestClient connect(String userId) {
		return connect(Transport.WEBSOCKET, userId);
	}

	/** A client of a user, connected. */
	TestClient connect(Transport transport, String userId) {
		TestClient client = open(transport, "{userId: '" + userId + "'}");
		client.expect("dialogue:connected");
		return client;
	}

	/** A client that begins to connect with headers, in pairs, in all of its requests. */
	TestClient open(Transport transport, String auth, String... headers) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (int i = 0; i < headers.length; i += 2) {
			values.put(headers[i], List.of(headers[i + 1]));
		}
		TestClient client = TestClient.open(port(), Json.of(auth), values, transport.names());
		this.clients.add(client);
		return client;
	}

	/** The port of the web server. */
	int webPort() {
		return Integer.parseInt(String.valueOf(this.context.getEnvironment().getProperty("local.server.port")));
	}

	/** A client that begins to connect. */
	TestClient open(JsonNode auth, String... transports) {
		TestClient client = TestClient.open(port(), auth, transports);
		this.clients.add(client);
		return client;
	}

	/** Closes all clients, and waits until the server noticed. */
	void closeClients() {
		this.clients.forEach(TestClient::close);
		this.clients.clear();
		await().until(() -> template().allClients().isEmpty());
	}

	void stop() {
		this.context.close();
	}

	@Override
	public void close() {
		this.clients.forEach(TestClient::close);
		stop();
	}

	/**
	 * Starts applications.
	 */
	static final class Builder {

		private final List<ApplicationContextInitializer<GenericApplicationContext>> initializers = new ArrayList<>();

		private final List<String> properties = new ArrayList<>(List.of("dialogue.server.port=0"));

		private final Class<?>[] sources;

		private WebApplicationType web = WebApplicationType.NONE;

		private Builder(Class<?>... sources) {
			this.sources = sources;
		}

		/** Has a web server of that type on a port of its own. */
		Builder web(WebApplicationType type) {
			this.web = type;
			return properties("server.port=0");
		}

		/** Shares the port of a web server on WebFlux. */
		Builder sharedPort() {
			this.properties.remove("dialogue.server.port=0");
			return web(WebApplicationType.REACTIVE);
		}

		Builder properties(String... pairs) {
			this.properties.addAll(List.of(pairs));
			return this;
		}

		Builder properties(Map<String, ?> pairs) {
			this.properties
				.addAll(pairs.entrySet().stream().map((pair) -> pair.getKey() + "=" + pair.getValue()).toList());
			return this;
		}

		<T> Builder bean(Class<T> type, T instance) {
			return bean(type, type.getSimpleName(), instance);
		}

		<T> Builder bean(Class<T> type, String name, T instance) {
			this.initializers.add((context) -> context.registerBean(name, type, () -> instance));
			return this;
		}

		Builder initialize(ApplicationContextInitializer<GenericApplicationContext> initializer) {
			this.initializers.add(initializer);
			return this;
		}

		TestServer start() {
			SpringApplicationBuilder builder = new SpringApplicationBuilder(Application.class)
				.bannerMode(Banner.Mode.OFF)
				.web(this.web)
				.sources(this.sources)
				.initializers(this::addProperties);
			this.initializers.forEach(builder::initializers);
			return new TestServer(builder.run());
		}

		/** In the order in which they are given, which is the order of the rooms. */
		private void addProperties(ConfigurableApplicationContext context) {
			Map<String, Object> map = new LinkedHashMap<>();
			this.properties.stream().map((pair) -> pair.split("=", 2)).forEach((pair) -> map.put(pair[0], pair[1]));
			context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", map));
		}

	}

	/**
	 * The least application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
