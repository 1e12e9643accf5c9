package io.dialogue.docs.collaboration;

import java.util.List;
import java.util.Map;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

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
			assertThat(bob.event("doc:change").getJSONObject("data").getInt("version")).isEqualTo(1);
			assertThat(ada.event("doc:change").getString("from")).isEqualTo("ada");
			edit(bob, "doc:a", 0);
			assertThat(bob.next("doc:stale").getInt("version")).isEqualTo(1);
			edit(bob, "doc:a", 1);
			assertThat(ada.event("doc:change").getJSONObject("data").getInt("version")).isEqualTo(2);
		}
	}

	@Test
	void clientThatWasAwayCatchesUp() {
		this.documents.open("b", "Plan").join();
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.join("doc:b");
			JSONObject joined = bob.join("doc:b");
			bob.request("dialogue:leave", Map.of("roomId", "doc:b"));
			edit(ada, "doc:b", 0);
			ada.event("doc:change");
			JSONObject again = bob.request("dialogue:join", Map.of("roomId", "doc:b", "since",
					Map.of("epoch", joined.getString("epoch"), "offset", joined.getLong("offset"))));
			assertThat(again.getBoolean("recovered")).isTrue();
			assertThat(bob.event("doc:change").getJSONObject("data").getInt("version")).isEqualTo(1);
		}
	}

	private static void edit(SocketClient client, String room, int base) {
		JSONObject answer = client.trigger(room, "doc:edit",
				Map.of("base", base, "operations", List.of(Map.of("type", "INSERT", "position", 0, "text", "x"))));
		assertThat(answer.getBoolean("ok")).as(answer.toString()).isTrue();
	}

}
