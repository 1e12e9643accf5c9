package io.dialogue.docs.events;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = EventsApplication.class,
		properties = { "spring.config.name=events", "dialogue.server.port=0" })
class EventsApplicationTests {

	@LocalDialoguePort
	private int port;

	private static final Map<String, Object> ORDER = Map.of("orderId", "6f1c3a52-9f0e-4a53-8f0e-0d8f6c1f2b11", "status",
			"SHIPPED", "lines", List.of(Map.of("article", "Tea", "quantity", 2)), "updatedAt", "2026-01-01T00:00:00Z");

	@Autowired
	private DialogueTemplate dialogue;

	@Test
	void absentFieldsStayAbsent() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.join("news");
			this.dialogue.trigger("news", "order-updated", ORDER).join();
			JsonNode data = ada.event("order-updated").path("data");
			assertThat(data.propertyNames()).containsExactlyInAnyOrder("orderId", "status", "lines", "updatedAt");
		}
	}

	@Test
	void violationsAreToldByPath() {
		Map<String, Object> order = new HashMap<>(ORDER);
		order.put("lines", List.of(Map.of("article", "Tea", "quantity", 0)));
		assertThat(refusal("sandbox", "order-updated", order))
			.isEqualTo("Event 'order-updated' validation failed: lines[0].quantity: must be greater than 0");
	}

	@Test
	void missingFieldIsRequired() {
		Map<String, Object> order = new HashMap<>(ORDER);
		order.remove("updatedAt");
		assertThat(refusal("sandbox", "order-updated", order))
			.isEqualTo("Event 'order-updated' validation failed: updatedAt: is required");
	}

	@Test
	void jsonTypesAreNotCoerced() {
		assertThat(refusal("desk", "ticket-opened", Map.of("title", 7)))
			.isEqualTo("Event 'ticket-opened' validation failed: title: must be a string");
	}

	@Test
	void enumsTellTheirValues() {
		Map<String, Object> order = new HashMap<>(ORDER);
		order.put("status", "LOST");
		assertThat(refusal("sandbox", "order-updated", order))
			.isEqualTo("Event 'order-updated' validation failed: status: must be one of PENDING, SHIPPED, DELIVERED");
	}

	@Test
	void schemaIsChecked() {
		assertThat(refusal("desk", "poll-vote", Map.of("option", 12)))
			.startsWith("Event 'poll-vote' validation failed: option: ");
	}

	@Test
	void unvalidatedEventTakesAnything() {
		assertThat(refusal("desk", "wave", Map.of("hand", "left"))).isEmpty();
	}

	@Test
	void roomWithoutEventsOnlyListens() {
		assertThat(refusal("news", "order-updated", ORDER))
			.isEqualTo("Event 'order-updated' is not allowed in room 'news'");
	}

	@Test
	void sandboxTakesAnyName() {
		assertThat(refusal("sandbox", "never-declared", Map.of())).isEmpty();
	}

	private String refusal(String roomId, String event, Map<String, ?> data) {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.join(roomId);
			return ada.trigger(roomId, event, data).path("message").asString();
		}
	}

}
