package io.dialogue.docs.chat;

import java.util.Map;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

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
				assertThat(ada.event("user:joined").getJSONObject("data").getString("username")).isEqualTo("Bob");
				bob.next("dialogue:joined");
				bob.trigger("general", "message", Map.of("text", "Hi"));
				assertThat(ada.event("message").getString("from")).isEqualTo("bob");
			}
			assertThat(ada.event("user:left").getJSONObject("data").getString("userId")).isEqualTo("bob");
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
				JSONObject newest = bob.next("dialogue:history").getJSONArray("events").getJSONObject(0);
				assertThat(newest.getJSONObject("data").getString("text")).isEqualTo("Remember me");
			}
		}
	}

}
