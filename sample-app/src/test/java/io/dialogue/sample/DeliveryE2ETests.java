package io.dialogue.sample;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import io.dialogue.client.ClientIdentity;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.gateway.GatewayServer;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;

/**
 * Runs each script of {@code src/e2e/delivery} with Node against a server that asks for
 * tokens, has rooms with a long and with a short history, and triggers what it is told.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "dialogue.events.news.history-limit=5000", "dialogue.events.notes.history-limit=1",
				"dialogue.events.blob.history-limit=100", "dialogue.rooms.long.name=Long history",
				"dialogue.rooms.long.events=news", "dialogue.rooms.short.name=Short history",
				"dialogue.rooms.short.events=notes", "dialogue.rooms.tokens.name=Tokens",
				"dialogue.rooms.tokens.events=news", "dialogue.rooms.short.sync-history-on-join=1",
				"dialogue.rooms.large.name=Large events", "dialogue.rooms.large.events=blob",
				"dialogue.rooms.large.sync-history-on-join=true", "dialogue.server.ping-interval=2s",
				"dialogue.server.ping-timeout=8s" })
@Import({ DeliveryE2ETests.Tokens.class, DeliveryE2ETests.Triggers.class })
class DeliveryE2ETests {

	@LocalServerPort
	private int port;

	@Autowired
	private GatewayServer sockets;

	static List<NodeScript> scripts() throws IOException {
		return NodeScript.in("delivery");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scripts")
	void passes(NodeScript script) throws Exception {
		script.run(this.port, this.sockets.port());
	}

	/** Takes tokens like {@code ada}, and {@code ada@1767225600000} up to that time. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Tokens {

		@Bean
		Authenticator authenticator() {
			return (handshake) -> {
				String token = handshake.token();
				return (token != null) ? authenticate(token.split("@", 2)) : AuthenticationResult.reject("No token");
			};
		}

		private static AuthenticationResult authenticate(String[] parts) {
			ClientIdentity identity = ClientIdentity.of(parts[0]);
			if (parts.length > 1) {
				identity = identity.withExpiry(Instant.ofEpochMilli(Long.parseLong(parts[1])));
			}
			return identity.isExpired() ? AuthenticationResult.reject("The token has expired")
					: AuthenticationResult.accept(identity);
		}

	}

	/** Triggers an event several times, as the server does. */
	@RestController
	static class Triggers {

		private final DialogueTemplate dialogue;

		Triggers(DialogueTemplate dialogue) {
			this.dialogue = dialogue;
		}

		@PostMapping("/test/triggers")
		Mono<Void> trigger(@RequestBody Trigger request) {
			return Mono.fromFuture(() -> CompletableFuture.allOf(
					Stream.generate(() -> this.dialogue.to(request.roomId()).trigger(request.event(), request.data()))
						.limit(request.count())
						.toArray(CompletableFuture[]::new)));
		}

	}

	record Trigger(String roomId, String event, Object data, int count) {

	}

}
