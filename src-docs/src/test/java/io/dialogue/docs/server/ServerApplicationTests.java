package io.dialogue.docs.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

@SpringBootTest(classes = ServerApplication.class,
		properties = { "spring.config.name=server", "dialogue.server.port=0" })
class ServerApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private Announcements announcements;

	@Autowired
	private Tables tables;

	@Autowired
	private Archive archive;

	@Autowired
	private QuietHours quietHours;

	@Autowired
	private EventCatalogue catalogue;

	@Autowired
	private DialogueTemplate dialogue;

	@Test
	void templateTriggers() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.join("chat");
			this.announcements.announce("Hello");
			ada.event("message");
			ada.event("message");
		}
	}

	@Test
	void templateNamesSenderAndExcepts() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada");
				SocketClient bob = SocketClient.connect(this.port, "bob")) {
			ada.join("chat");
			bob.join("chat");
			String except = this.dialogue.clients("ada").get(0).id();
			this.announcements.relay("carol", except, "t-1", "Relayed").join();
			JsonNode event = bob.event("message", (data) -> data.path("text").asString().equals("Relayed"));
			assertThat(event.path("from").asString()).isEqualTo("carol");
			assertThat(event.path("meta").path("traceId").asString()).isEqualTo("t-1");
			assertThat(event.path("id").asString()).isEqualTo("t-1");
			assertThat(ada.hasEvent("message")).isFalse();
		}
	}

	@Test
	void messagesWithoutEnvelope() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			this.announcements.remind("ada", this.dialogue.clients("ada").get(0).id());
			assertThat(ada.next("reminder").path("minutes").asInt()).isEqualTo(5);
			assertThat(ada.next("maintenance").path("at").asString()).isEqualTo("22:00");
		}
	}

	@Test
	void clientConfirms() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.answers("confirm", Map.of("accepted", true));
			String id = this.dialogue.clients("ada").get(0).id();
			assertThat(this.announcements.confirm(id, "Go on?").join()).isTrue();
			assertThat(this.announcements.confirm("nobody", "Go on?").join()).isFalse();
		}
	}

	@Test
	void roomsComeAndGo() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			this.tables.open("1", "ada").join();
			assertThat(ada.join("table:1").path("ok").asBoolean()).isTrue();
			this.tables.inspect("table:1");
			assertThat(ada.event("message").path("data").path("text").asString()).isEqualTo("There is a seat left");
			assertThat(this.tables.close("1").join()).isTrue();
			assertThat(ada.next("dialogue:roomDeleted").path("roomId").asString()).isEqualTo("table:1");
		}
	}

	@Test
	void userIsBanned() {
		try (SocketClient mallory = SocketClient.connect(this.port, "mallory")) {
			mallory.join("chat");
			this.announcements.ban("mallory");
			assertThat(mallory.next("dialogue:left").path("roomId").asString()).isEqualTo("chat");
			await().untilAsserted(() -> assertThat(this.dialogue.clients("mallory")).isEmpty());
		}
	}

	@Test
	void userLosesTheSeatTheConnectionOrTheAccess() {
		try (SocketClient trudy = SocketClient.connect(this.port, "trudy")) {
			trudy.join("chat");
			this.announcements.calmDown("trudy");
			assertThat(trudy.next("dialogue:left").path("reason").asString()).isEqualTo("Please calm down");
			assertThat(this.dialogue.clients("trudy")).hasSize(1);
			this.announcements.loggedOut("trudy");
			assertThat(this.dialogue.clients("trudy")).isEmpty();
		}
		try (SocketClient trudy = SocketClient.connect(this.port, "trudy")) {
			this.announcements.lockOut("trudy");
			assertThat(this.dialogue.clients("trudy")).isEmpty();
		}
	}

	@Test
	void listenersHear() {
		this.dialogue.to("chat").from("dora").trigger(new Message("Listen"));
		this.dialogue.to("audit").from("dora").trigger("audit.login", null);
		await().untilAsserted(
				() -> assertThat(this.archive.lines()).contains("dora: Listen", "heard: Listen", "audit: dora"));
	}

	@Test
	void stepRefuses() {
		this.quietHours.set(true);
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.join("chat");
			assertThat(ada.trigger("chat", "message", Map.of("text", "Hey")).path("message").asString())
				.isEqualTo("These are quiet hours");
		}
		finally {
			this.quietHours.set(false);
		}
	}

	@Test
	void customizerLimitsHeaders() throws Exception {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/socket.io/?EIO=4&transport=polling"))
			.header("X-Long", "x".repeat(5000))
			.build();
		HttpResponse<Void> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
		assertThat(response.statusCode()).isEqualTo(431);
	}

	@Test
	void registryAndValidatorAnswer() {
		assertThat(this.catalogue.names()).containsExactlyInAnyOrder("message", "audit.login");
		assertThat(this.catalogue.isMessage(Map.of("text", "Hello"))).isTrue();
		assertThat(this.catalogue.isMessage(Map.of("text", " "))).isFalse();
	}

}
