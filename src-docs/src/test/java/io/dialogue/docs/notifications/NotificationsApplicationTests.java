package io.dialogue.docs.notifications;

import java.util.List;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = NotificationsApplication.class,
		properties = { "spring.config.name=notifications", "dialogue.server.port=0" })
class NotificationsApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private OrderController orders;

	@Test
	void alertReachesAllTabsOfTheCustomer() {
		try (SocketClient first = SocketClient.connect(this.port, "ada");
				SocketClient second = SocketClient.connect(this.port, "ada")) {
			first.next("dialogue:joined");
			second.next("dialogue:joined");
			this.orders.ship("7", "ada");
			for (SocketClient tab : List.of(first, second)) {
				JSONObject alert = tab.event("alert").getJSONObject("data");
				assertThat(alert.getString("type")).isEqualTo("success");
				assertThat(alert.getJSONObject("action").getString("url")).endsWith("/orders/7");
			}
		}
	}

	@Test
	void alertWaitsForACustomerWhoIsAway() {
		this.orders.ship("8", "carol");
		try (SocketClient carol = SocketClient.connect(this.port, "carol")) {
			JSONObject newest = carol.next("dialogue:history").getJSONArray("events").getJSONObject(0);
			assertThat(newest.getString("event")).isEqualTo("alert");
		}
	}

	@Test
	void nobodyElseMayListen() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.next("dialogue:joined");
			assertThat(bob.join("user:ada").getString("code")).isEqualTo("JOIN_DENIED");
		}
	}

}
