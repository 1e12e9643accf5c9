package io.dialogue.docs.start;

import java.util.Map;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

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
			assertThat(ada.next("dialogue:joined").getString("roomId")).isEqualTo("chat");
			JSONObject welcome = ada.event("message");
			assertThat(welcome.getString("from")).isEqualTo("system");
			assertThat(welcome.getJSONObject("data").getString("text")).isEqualTo("Welcome, ada");
		}
	}

	@Test
	void messagesReachTheOthersAndTheirSenderButTypingDoesNot() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.next("dialogue:joined");
			bob.next("dialogue:joined");
			assertThat(ada.trigger("chat", "typing", Map.of("isTyping", true)).getBoolean("ok")).isTrue();
			ada.trigger("chat", "message", Map.of("text", "Hello"));
			assertThat(bob.event("typing").getString("from")).isEqualTo("ada");
			assertThat(bob.event("message", (data) -> data.getString("text").equals("Hello")).getString("from"))
				.isEqualTo("ada");
			ada.event("message", (data) -> data.getString("text").equals("Hello"));
			assertThat(ada.hasEvent("typing")).isFalse();
		}
	}

	@Test
	void invalidMessageIsRefused() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.next("dialogue:joined");
			JSONObject refusal = ada.trigger("chat", "message", Map.of("text", ""));
			assertThat(refusal.getString("code")).isEqualTo("VALIDATION_FAILED");
			assertThat(refusal.getString("message"))
				.isEqualTo("Event 'message' validation failed: text: must not be blank");
		}
	}

	@Test
	void controllerTriggers() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.next("dialogue:joined");
			this.web.post().uri("/messages").bodyValue(Map.of("text", "From HTTP")).exchange().expectStatus().isOk();
			assertThat(ada.event("message", (data) -> data.getString("text").equals("From HTTP")).getString("from"))
				.isEqualTo("web");
		}
	}

}
