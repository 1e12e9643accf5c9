package io.dialogue.docs.collaboration;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = CollaborationApplication.class,
		properties = { "spring.config.name=collaboration", "dialogue.server.port=0" })
class CollaborationApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private Documents documents;

	@Test
	void editsAreOrderedAndStaleOnesRefused() {
		this.documents.open("a", "Minutes").join();
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.join("doc:a");
			bob.join("doc:a");
			edit(ada, "doc:a", 0);
			assertThat(bob.event("doc:change").path("data").path("version").asInt()).isEqualTo(1);
			assertThat(ada.event("doc:change").path("from").asString()).isEqualTo("ada");
			edit(bob, "doc:a", 0);
			assertThat(bob.next("doc:stale").path("version").asInt()).isEqualTo(1);
			edit(bob, "doc:a", 1);
			assertThat(ada.event("doc:change").path("data").path("version").asInt()).isEqualTo(2);
		}
	}

	@Test
	void clientThatWasAwayCatchesUp() {
		this.documents.open("b", "Plan").join();
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.join("doc:b");
			JsonNode joined = bob.join("doc:b");
			bob.request("dialogue:leave", Map.of("roomId", "doc:b"));
			edit(ada, "doc:b", 0);
			ada.event("doc:change");
			JsonNode again = bob.request("dialogue:join", Map.of("roomId", "doc:b", "since",
					Map.of("epoch", joined.path("epoch").asString(), "offset", joined.path("offset").asLong())));
			assertThat(again.path("recovered").asBoolean()).isTrue();
			assertThat(bob.event("doc:change").path("data").path("version").asInt()).isEqualTo(1);
		}
	}

	private static void edit(SocketClient client, String room, int base) {
		JsonNode answer = client.trigger(room, "doc:edit",
				Map.of("base", base, "operations", List.of(Map.of("type", "INSERT", "position", 0, "text", "x"))));
		assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
	}

}
