package io.dialogue.docs.chat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = ChatApplication.class, properties = { "spring.config.name=chat", "dialogue.server.port=0" })
class ChatApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private MessageArchive archive;

	@Test
	void othersSeeWhoJoinsSpeaksAndLeaves() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.next("dialogue:joined");
			try (SocketClient bob = SocketClient.connect(this.port, "bob")) {
				assertThat(ada.event("user:joined").path("data").path("username").asString()).isEqualTo("Bob");
				bob.next("dialogue:joined");
				bob.trigger("general", "message", Map.of("text", "Hi"));
				assertThat(ada.event("message").path("from").asString()).isEqualTo("bob");
			}
			assertThat(ada.event("user:left").path("data").path("userId").asString()).isEqualTo("bob");
		}
		await().untilAsserted(() -> assertThat(this.archive.messages()).extracting((message) -> message.data().text())
			.contains("Hi"));
	}

	@Test
	void newcomerGetsHistory() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.next("dialogue:joined");
			ada.trigger("general", "message", Map.of("text", "Remember me"));
			try (SocketClient bob = SocketClient.connect(this.port, "bob")) {
				JsonNode newest = bob.next("dialogue:history").path("events").path(0);
				assertThat(newest.path("data").path("text").asString()).isEqualTo("Remember me");
			}
		}
	}

}
