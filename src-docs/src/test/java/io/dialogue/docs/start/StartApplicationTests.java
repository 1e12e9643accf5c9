package io.dialogue.docs.start;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@AutoConfigureWebTestClient
@SpringBootTest(classes = StartApplication.class, properties = { "spring.config.name=start", "dialogue.server.port=0" },
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class StartApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private WebTestClient web;

	@Test
	void clientJoinsOnConnectAndIsWelcomed() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			assertThat(ada.next("dialogue:joined").path("roomId").asString()).isEqualTo("chat");
			JsonNode welcome = ada.event("message");
			assertThat(welcome.path("from").asString()).isEqualTo("system");
			assertThat(welcome.path("data").path("text").asString()).isEqualTo("Welcome, ada");
		}
	}

	@Test
	void messagesReachTheOthersAndTheirSenderButTypingDoesNot() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.next("dialogue:joined");
			bob.next("dialogue:joined");
			assertThat(ada.trigger("chat", "typing", Map.of("isTyping", true)).path("ok").asBoolean()).isTrue();
			ada.trigger("chat", "message", Map.of("text", "Hello"));
			assertThat(bob.event("typing").path("from").asString()).isEqualTo("ada");
			assertThat(bob.event("message", (data) -> data.path("text").asString().equals("Hello"))
				.path("from")
				.asString()).isEqualTo("ada");
			ada.event("message", (data) -> data.path("text").asString().equals("Hello"));
			assertThat(ada.hasEvent("typing")).isFalse();
		}
	}

	@Test
	void invalidMessageIsRefused() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.next("dialogue:joined");
			JsonNode refusal = ada.trigger("chat", "message", Map.of("text", ""));
			assertThat(refusal.path("code").asString()).isEqualTo("VALIDATION_FAILED");
			assertThat(refusal.path("message").asString())
				.isEqualTo("Event 'message' validation failed: text: must not be blank");
		}
	}

	@Test
	void controllerRefusesWhatIsNotValid() {
		this.web.post()
			.uri("/messages")
			.bodyValue(Map.of("text", ""))
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("Event 'message' validation failed: text: must not be blank");
	}

	@Test
	void controllerTriggers() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.next("dialogue:joined");
			this.web.post().uri("/messages").bodyValue(Map.of("text", "From HTTP")).exchange().expectStatus().isOk();
			assertThat(ada.event("message", (data) -> data.path("text").asString().equals("From HTTP"))
				.path("from")
				.asString()).isEqualTo("web");
		}
	}

}
