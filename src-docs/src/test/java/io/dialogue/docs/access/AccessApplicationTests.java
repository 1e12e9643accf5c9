package io.dialogue.docs.access;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = AccessApplication.class,
		properties = { "spring.config.name=access", "dialogue.server.port=0" })
class AccessApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private Members members;

	@Autowired
	private Teams teams;

	@Test
	void roomIsOpenToItsMembersOnly() {
		this.members.add("ada", "team-red");
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			assertThat(ada.join("team-red").path("ok").asBoolean()).isTrue();
			assertThat(ada.trigger("team-red", "message", Map.of("text", "Hello")).path("ok").asBoolean()).isTrue();
			assertThat(bob.join("team-red").path("code").asString()).isEqualTo("JOIN_DENIED");
			assertThat(bob.join("lounge").path("ok").asBoolean()).isTrue();
		}
	}

	@Test
	void whoIsExcludedIsRemovedAtOnceAndTold() {
		this.members.add("carol", "team-red");
		try (SocketClient carol = SocketClient.connect(this.port, "carol")) {
			carol.join("team-red");
			this.teams.exclude("carol", "team-red").join();
			JsonNode left = carol.next("dialogue:left");
			assertThat(left.path("roomId").asString()).isEqualTo("team-red");
			assertThat(left.path("reason").asString()).isEqualTo("not authorized");
			assertThat(carol.join("team-red").path("code").asString()).isEqualTo("JOIN_DENIED");
		}
	}

	@Test
	void whoLeftTheTeamIsRemovedByTheNextRequest() {
		this.members.add("dave", "team-red");
		try (SocketClient dave = SocketClient.connect(this.port, "dave")) {
			dave.join("team-red");
			this.members.remove("dave", "team-red");
			assertThat(dave.trigger("team-red", "message", Map.of("text", "Hello")).path("ok").asBoolean()).isFalse();
			assertThat(dave.next("dialogue:left").path("reason").asString()).isEqualTo("not authorized");
		}
	}

}
