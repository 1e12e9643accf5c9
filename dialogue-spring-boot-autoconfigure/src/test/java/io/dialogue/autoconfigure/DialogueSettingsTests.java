package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

import io.dialogue.broker.BrokerSettings;
import io.dialogue.client.ClientLimits;
import io.dialogue.gateway.DefaultDialogueGateway.Settings;
import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimitRule;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.socketio.AllowedOrigins;
import io.dialogue.socketio.SocketIoServerSettings;
import io.dialogue.socketio.SocketIoServerSettings.Transport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way from properties to settings, and that defaults are those of the settings.
 */
class DialogueSettingsTests {

	@Test
	void defaultsAreThoseOfTheCore() {
		DialogueSettings settings = new DialogueSettings(properties(Map.of()));
		assertThat(settings.gateway()).isEqualTo(Settings.DEFAULTS);
		assertThat(settings.clientLimits()).isEqualTo(ClientLimits.DEFAULTS);
		assertThat(settings.broker()).isEqualTo(BrokerSettings.DEFAULTS);
	}

	@Test
	void defaultsOfTheServerAreThoseOfTheEngine() {
		SocketIoServerSettings settings = server(Map.of(), new MockEnvironment());
		SocketIoServerSettings expected = SocketIoServerSettings.builder().port(3000).build();
		assertThat(settings).usingRecursiveComparison().ignoringFields("allowedOrigins.webPort").isEqualTo(expected);
	}

	@Test
	void portIsAnyWhereThatOfTheWebServerIs() {
		MockEnvironment randomWebPort = new MockEnvironment().withProperty("server.port", "0");
		assertThat(server(Map.of(), randomWebPort).port()).isZero();
		assertThat(server(Map.of("dialogue.server.port", "4000"), randomWebPort).port()).isEqualTo(4000);
	}

	@Test
	void serverPropertiesAreMapped() {
		SocketIoServerSettings settings = server(Map.of("dialogue.server.port", "0", "dialogue.server.address",
				"localhost", "dialogue.server.path", "/chat", "dialogue.server.transports", "websocket",
				"dialogue.server.upgrade", "false", "dialogue.server.ping-interval", "5s",
				"dialogue.server.max-packet-size", "1KB", "dialogue.server.max-connections", "7"),
				new MockEnvironment());
		assertThat(settings.host()).isEqualTo("localhost");
		assertThat(settings.path()).isEqualTo("/chat/");
		assertThat(settings.transports()).isEqualTo(EnumSet.of(Transport.WEBSOCKET));
		assertThat(settings.allowUpgrade()).isFalse();
		assertThat(settings.pingInterval()).isEqualTo(Duration.ofSeconds(5));
		assertThat(settings.maxPacketSize()).isEqualTo(1024);
		assertThat(settings.maxConnections()).isEqualTo(7);
	}

	@Test
	void originsAreMapped() {
		assertThat(server(Map.of(), new MockEnvironment()).allowedOrigins()).usingRecursiveComparison()
			.ignoringFields("webPort")
			.isEqualTo(AllowedOrigins.sameOrigin());
		assertThat(origins(Map.of("dialogue.cors.allowed-origins", "*"))).usingRecursiveComparison()
			.ignoringFields("webPort")
			.isEqualTo(AllowedOrigins.any());
		assertThat(origins(Map.of("dialogue.cors.allowed-origins", "https://a.example,https://b.example")))
			.usingRecursiveComparison()
			.ignoringFields("webPort")
			.isEqualTo(AllowedOrigins.of(List.of("https://a.example", "https://b.example")));
		assertThat(origins(Map.of("dialogue.cors.allowed-origins", "https://a.example",
				"dialogue.cors.allow-credentials", "false")))
			.usingRecursiveComparison()
			.ignoringFields("webPort")
			.isEqualTo(AllowedOrigins.of(List.of("https://a.example")).withoutCredentials());
	}

	@Test
	void rateLimitsHaveDefaults() {
		RateLimitPolicy policy = new RateLimitSettings(properties(Map.of()), List.of("message")).policy();
		assertThat(policy.rules()).containsEntry(RateLimitedAction.TRIGGER, rule(100, Duration.ofSeconds(1)))
			.containsEntry(RateLimitedAction.HISTORY, rule(20, Duration.ofMinutes(1)))
			.containsEntry(RateLimitedAction.CREATE_ROOM, rule(10, Duration.ofMinutes(1)))
			.containsEntry(RateLimitedAction.LIST_ROOMS, rule(30, Duration.ofMinutes(1)));
		assertThat(policy.roomRules()).isEmpty();
	}

	@Test
	void rateLimitsOfARoomReplaceTheGeneralOnes() {
		RateLimitPolicy policy = new RateLimitSettings(properties(Map.of("dialogue.rate-limits.trigger.period", "10s",
				"dialogue.rooms.chat.id", "talk", "dialogue.rooms.chat.rate-limits.trigger.permits", "5")),
				List.of("message"))
			.policy();
		assertThat(policy.rules()).containsEntry(RateLimitedAction.TRIGGER, rule(100, Duration.ofSeconds(10)));
		assertThat(policy.roomRules())
			.isEqualTo(Map.of("talk", Map.of(RateLimitedAction.TRIGGER, rule(5, Duration.ofSeconds(10)))));
	}

	@Test
	void rateLimitsCanBeDisabled() {
		RateLimitPolicy policy = new RateLimitSettings(properties(Map.of("dialogue.rate-limits.enabled", "false")),
				List.of("message"))
			.policy();
		assertThat(policy.rules()).isEmpty();
		assertThat(policy.roomRules()).isEmpty();
	}

	private static RateLimitRule rule(long permits, Duration period) {
		return new RateLimitRule(permits, period);
	}

	private static AllowedOrigins origins(Map<String, String> values) {
		return server(values, new MockEnvironment()).allowedOrigins();
	}

	static DialogueProperties properties(Map<String, ?> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("dialogue",
				DialogueProperties.class);
	}

	private static SocketIoServerSettings server(Map<String, String> values, MockEnvironment environment) {
		DialogueServerProperties server = new Binder(new MapConfigurationPropertySource(values))
			.bindOrCreate("dialogue.server", DialogueServerProperties.class);
		return new SocketIoSettings(server, environment).create(properties(values).cors());
	}

}
