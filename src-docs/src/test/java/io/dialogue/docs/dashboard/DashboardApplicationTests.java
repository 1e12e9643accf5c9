package io.dialogue.docs.dashboard;

import java.util.Map;

import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = DashboardApplication.class,
		properties = { "spring.config.name=dashboard", "dialogue.server.port=0" })
class DashboardApplicationTests {

	@LocalDialoguePort
	private int port;

	@Test
	void administratorReceivesFigures() {
		try (SocketClient root = SocketClient.authenticate(this.port, "root-token")) {
			assertThat(root.event("metrics:update").getJSONObject("data").getDouble("cpu")).isBetween(0.0, 100.0);
		}
	}

	@Test
	void guestIsKeptOut() {
		try (SocketClient guest = SocketClient.authenticate(this.port, "guest-token")) {
			assertThat(guest.join("dashboard").getString("message")).isEqualTo("Administrators only");
		}
	}

	@Test
	void strangerIsRefused() {
		try (SocketClient stranger = SocketClient.open(this.port, Map.of("token", "stolen"))) {
			JSONObject refusal = stranger.next("connect_error");
			assertThat(refusal.getString("message")).isEqualTo("Who are you?");
			assertThat(refusal.getJSONObject("data").getString("code")).isEqualTo("PERMISSION_DENIED");
		}
	}

}
