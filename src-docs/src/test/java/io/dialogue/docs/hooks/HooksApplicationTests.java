package io.dialogue.docs.hooks;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import tools.jackson.databind.JsonNode;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;

@SpringBootTest(classes = HooksApplication.class, properties = { "spring.config.name=hooks", "dialogue.server.port=0" })
class HooksApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private Statistics statistics;

	@MockitoBean
	private Clock clock;

	@BeforeEach
	void open() {
		given(this.clock.getZone()).willReturn(ZoneOffset.UTC);
		given(this.clock.instant()).willReturn(Instant.parse("2026-01-01T09:00:00Z"));
	}

	@Test
	void refusedClientLearnsTheReason() {
		try (SocketClient stranger = SocketClient.open(this.port, Map.of("token", "wrong"))) {
			assertThat(stranger.next("connect_error").path("message").asString()).isEqualTo("The token is not valid");
		}
	}

	@Test
	void socketHookSendsBeforeTheClientIsConnected() {
		try (SocketClient ada = SocketClient.authenticate(this.port, "token-of-ada")) {
			assertThat(ada.next("server-info").path("version").asString()).isEqualTo("1.0.0");
		}
	}

	@Test
	void roomIsKeptForThoseWhoMayEnter() {
		try (SocketClient ada = SocketClient.authenticate(this.port, "token-of-ada");
				SocketClient bob = SocketClient.authenticate(this.port, "token-of-bob")) {
			assertThat(ada.join("lounge").path("ok").asBoolean()).isTrue();
			JsonNode refusal = bob.join("lounge");
			assertThat(refusal.path("code").asString()).isEqualTo("JOIN_DENIED");
			assertThat(refusal.path("message").asString()).isEqualTo("You may not join room 'lounge'");
		}
	}

	@Test
	void roomHasOpeningHours() {
		given(this.clock.instant()).willReturn(Instant.parse("2026-01-01T08:59:59Z"));
		try (SocketClient ada = SocketClient.authenticate(this.port, "token-of-ada")) {
			JsonNode refusal = ada.join("lounge");
			assertThat(refusal.path("code").asString()).isEqualTo("JOIN_DENIED");
			assertThat(refusal.path("message").asString()).isEqualTo("The lounge opens at nine");
		}
	}

	@Test
	void messagesAreRefusedOrRewritten() {
		try (SocketClient ada = SocketClient.authenticate(this.port, "token-of-ada")) {
			ada.join("chat");
			assertThat(ada.trigger("chat", "message", Map.of("text", "buy now!")).path("code").asString())
				.isEqualTo("EVENT_REJECTED");
			ada.trigger("chat", "message", Map.of("text", "  Hello  "));
			assertThat(ada.event("message").path("data").path("text").asString()).isEqualTo("Hello");
			await().untilAsserted(() -> assertThat(this.statistics.deliveries("chat")).isPositive());
		}
	}

}
