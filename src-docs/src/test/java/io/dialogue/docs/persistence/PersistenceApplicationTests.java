package io.dialogue.docs.persistence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = PersistenceApplication.class,
		properties = { "spring.config.name=persistence", "dialogue.server.port=0" })
class PersistenceApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private DialogueTemplate dialogue;

	@Autowired
	private JdbcClient jdbc;

	@Test
	void pagesGoOnInTheDatabaseWithoutGapOrRepetition() {
		List<CompletableFuture<?>> triggered = new ArrayList<>();
		for (int i = 1; i <= 150; i++) {
			triggered.add(this.dialogue.trigger("general", new Message("Number " + i)));
		}
		CompletableFuture.allOf(triggered.toArray(CompletableFuture[]::new)).join();
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.join("general");
			assertThat(ada.next("dialogue:history").path("events").size()).isEqualTo(50);
			assertThat(texts(ada, Map.of("start", 90, "end", 110))).isEqualTo(numbers(60, 41));
			await().untilAsserted(
					() -> assertThat(this.jdbc.sql("select count(*) from message").query(Integer.class).single())
						.isEqualTo(50));
			assertThat(texts(ada, Map.of("start", 90, "end", 110))).isEqualTo(numbers(60, 41));
			assertThat(texts(ada, Map.of("start", 0, "end", 10, "before", 46))).isEqualTo(numbers(45, 36));
		}
	}

	private static List<String> texts(SocketClient client, Map<String, Integer> range) {
		Map<String, Object> fields = new HashMap<>(range);
		fields.put("roomId", "general");
		fields.put("eventName", "message");
		List<String> texts = new ArrayList<>();
		client.request("dialogue:getHistory", fields)
			.path("events")
			.forEach((event) -> texts.add(event.path("data").path("text").asString()));
		return texts;
	}

	private static List<String> numbers(int from, int to) {
		List<String> numbers = new ArrayList<>();
		for (int i = from; i >= to; i--) {
			numbers.add("Number " + i);
		}
		return numbers;
	}

}
