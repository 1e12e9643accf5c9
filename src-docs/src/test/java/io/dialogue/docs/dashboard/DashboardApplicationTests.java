package io.dialogue.docs.dashboard;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

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
			root.join("dashboard");
			assertThat(root.event("metrics:update").path("data").path("cpu").asDouble()).isBetween(0.0, 100.0);
		}
	}

	@Test
	void guestIsKeptOut() {
		try (SocketClient guest = SocketClient.authenticate(this.port, "guest-token")) {
			assertThat(guest.join("dashboard").path("code").asString()).isEqualTo("JOIN_DENIED");
		}
	}

	@Test
	void strangerIsRefused() {
		try (SocketClient stranger = SocketClient.open(this.port, Map.of("token", "stolen"))) {
			JsonNode refusal = stranger.next("connect_error");
			assertThat(refusal.path("message").asString()).isEqualTo("Who are you?");
			assertThat(refusal.path("data").path("code").asString()).isEqualTo("PERMISSION_DENIED");
		}
	}

}
