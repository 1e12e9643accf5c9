package io.dialogue.docs.notifications;

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
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = NotificationsApplication.class,
		properties = { "spring.config.name=notifications", "dialogue.server.port=0" })
class NotificationsApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private OrderController orders;

	@Autowired
	private DialogueTemplate dialogue;

	@Test
	void alertReachesAllTabsOfTheCustomer() {
		try (SocketClient first = SocketClient.connect(this.port, "ada");
				SocketClient second = SocketClient.connect(this.port, "ada")) {
			first.next("dialogue:joined");
			second.next("dialogue:joined");
			this.orders.ship("7", "ada");
			for (SocketClient tab : List.of(first, second)) {
				JsonNode alert = tab.event("alert").path("data");
				assertThat(alert.path("type").asString()).isEqualTo("success");
				assertThat(alert.path("action").path("url").asString()).endsWith("/orders/7");
			}
		}
	}

	@Test
	void alertWaitsForACustomerWhoIsAway() {
		this.orders.ship("8", "carol");
		await().until(() -> !this.dialogue.history("user-carol", "alert", 0, 1).join().isEmpty());
		try (SocketClient carol = SocketClient.connect(this.port, "carol")) {
			JsonNode newest = carol.next("dialogue:history").path("events").path(0);
			assertThat(newest.path("event").asString()).isEqualTo("alert");
		}
	}

	@Test
	void alertArrivesAsHistoryOrLiveButNotTwice() {
		for (int i = 0; i < 20; i++) {
			String customer = "racer-" + i;
			this.orders.ship("9", customer);
			try (SocketClient racer = SocketClient.connect(this.port, customer)) {
				await().until(() -> racer.hasEvent("alert") || racer.has("dialogue:history"));
				assertThat(racer.hasEvent("alert")).isNotEqualTo(racer.has("dialogue:history"));
			}
		}
	}

	@Test
	void nobodyElseMayListen() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.next("dialogue:joined");
			assertThat(bob.join("user-ada").path("code").asString()).isEqualTo("ROOM_NOT_FOUND");
		}
	}

	@Test
	void clientThatComesBackRecoversWhatItMissed() {
		String epoch;
		long offset;
		try (SocketClient dora = SocketClient.connect(this.port, "dora")) {
			epoch = dora.next("dialogue:joined").path("epoch").asString();
			this.orders.ship("10", "dora");
			offset = dora.event("alert").path("offset").asLong();
		}
		this.orders.ship("11", "dora");
		await().until(() -> this.dialogue.history("user-dora", "alert", 0, 2).join().size() == 2);
		try (SocketClient dora = SocketClient.connect(this.port, "dora")) {
			JsonNode answer = dora.request("dialogue:join",
					Map.of("roomId", "user-dora", "since", Map.of("epoch", epoch, "offset", offset)));
			assertThat(answer.path("recovered").asBoolean()).isTrue();
			assertThat(dora.event("alert").path("data").path("action").path("url").asString()).endsWith("/orders/11");
		}
	}

	/** The others are not kept from it, and the user goes without. */
	@Test
	void userIdThatNoRoomCanHaveIsNoHarm() {
		try (SocketClient odd = SocketClient.connect(this.port, "o d d")) {
			this.orders.ship("12", "o d d");
			assertThat(odd.join("lobby").path("code").asString()).isEqualTo("ROOM_NOT_FOUND");
			assertThat(odd.has("dialogue:joined")).isFalse();
		}
	}

}
