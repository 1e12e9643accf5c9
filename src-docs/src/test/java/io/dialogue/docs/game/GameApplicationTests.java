package io.dialogue.docs.game;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = GameApplication.class, properties = { "spring.config.name=game", "dialogue.server.port=0" })
class GameApplicationTests {

	@LocalDialoguePort
	private int port;

	@Test
	void movesShowInTheStateOfTheMatch() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			assertThat(ada.next("dialogue:joined").path("roomId").asString()).isEqualTo("game:lobby");
			ada.join("game:match-1");
			ada.trigger("game:match-1", "player:move", Map.of("x", 3, "y", 4, "direction", "UP"));
			ada.event("game:state", (state) -> state.path("players")
				.valueStream()
				.anyMatch((player) -> player.path("id").asString().equals("ada") && player.path("x").asInt() == 3));
		}
	}

	@Test
	void onlyTheServerTellsTheState() {
		try (SocketClient ada = SocketClient.connect(this.port, "cheat")) {
			ada.join("game:match-1");
			assertThat(ada.trigger("game:match-1", "game:state", Map.of("tick", 1)).path("code").asString())
				.isEqualTo("EVENT_NOT_ALLOWED");
		}
	}

	@Test
	void fifthPlayerFindsNoSeat() {
		List<SocketClient> players = new ArrayList<>();
		try {
			for (int i = 0; i < 5; i++) {
				players.add(SocketClient.connect(this.port, "player-" + i));
			}
			List<Boolean> seated = players.stream()
				.map((player) -> player.join("game:match-1").path("ok").asBoolean())
				.toList();
			assertThat(seated).contains(false);
			assertThat(players.get(4).join("game:match-1").path("code").asString()).isEqualTo("ROOM_FULL");
		}
		finally {
			players.forEach(SocketClient::close);
		}
	}

}
