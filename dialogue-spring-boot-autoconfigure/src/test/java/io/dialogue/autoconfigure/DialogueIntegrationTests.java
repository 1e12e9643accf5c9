package io.dialogue.autoconfigure;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.socket.client.IO;
import io.socket.client.Socket;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.dialogue.autoconfigure.app.ChatApplication;
import io.dialogue.autoconfigure.app.Message;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.event.EventMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole application with a real client.
 */
@SpringBootTest(classes = ChatApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.main.web-application-type=reactive", "dialogue.rooms.chat.name=Chat Room",
				"dialogue.rooms.chat.events=message,typing", "dialogue.rooms.chat.default-subscriptions=message",
				"dialogue.rooms.chat.max-size=50", "dialogue.rooms.chat.sync-history-on-join=20",
				"dialogue.rooms[game\\:lobby].name=Game Lobby", "dialogue.rooms[game\\:lobby].events=*" })
class DialogueIntegrationTests {

	private final BlockingQueue<JSONObject> received = new LinkedBlockingQueue<>();

	@LocalDialoguePort
	private int port;

	@LocalServerPort
	private int webPort;

	@Autowired
	private DialogueTemplate template;

	@Autowired
	private ChatApplication application;

	private Socket socket;

	@BeforeEach
	void connect() throws InterruptedException {
		IO.Options options = IO.Options.builder().setAuth(Map.of("userId", "ann")).setForceNew(true).build();
		this.socket = IO.socket(java.net.URI.create("http://localhost:" + this.port), options);
		this.socket.on("dialogue:event", (args) -> this.received.add((JSONObject) args[0]));
		this.socket.on("dialogue:error", (args) -> this.received.add((JSONObject) args[0]));
		this.socket.on("dialogue:joined", (args) -> this.received.add((JSONObject) args[0]));
		this.socket.connect();
		this.socket.emit("dialogue:join", new JSONObject(Map.of("roomId", "chat")));
		assertThat(next().optString("roomName")).isEqualTo("Chat Room");
	}

	@AfterEach
	void disconnect() {
		this.socket.disconnect();
	}

	@Test
	void portIsThatOfTheWebServer() {
		assertThat(this.port).isPositive().isEqualTo(this.webPort);
	}

	@Test
	void clientReceivesWhatTheServerTriggers() throws Exception {
		this.template.trigger("chat", new Message("Welcome", "system", null)).get(5, TimeUnit.SECONDS);
		JSONObject event = next();
		assertThat(event.getString("from")).isEqualTo("system");
		assertThat(event.getJSONObject("data").getString("text")).isEqualTo("Welcome");
		assertThat(event.getJSONObject("data").has("replyTo")).isFalse();
	}

	@Test
	void listenerHearsWhatAClientTriggers() throws Exception {
		this.application.heard.clear();
		this.socket.emit("dialogue:trigger", new JSONObject(Map.of("roomId", "chat", "event", "message", "data",
				new JSONObject(Map.of("text", "Hi", "senderId", "ann")))));
		assertThat(next().getString("from")).isEqualTo("ann");
		EventMessage<Message> heard = this.application.heard.poll(5, TimeUnit.SECONDS);
		assertThat(heard).isNotNull();
		assertThat(heard.data()).isEqualTo(new Message("Hi", "ann", null));
	}

	private JSONObject next() throws InterruptedException {
		JSONObject next = this.received.poll(5, TimeUnit.SECONDS);
		assertThat(next).isNotNull();
		return next;
	}

}
