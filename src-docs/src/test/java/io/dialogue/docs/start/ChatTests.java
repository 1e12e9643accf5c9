package io.dialogue.docs.start;

// tag::imports[]
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import io.dialogue.autoconfigure.LocalDialoguePort;

import static org.assertj.core.api.Assertions.assertThat;

// end::imports[]
@org.springframework.test.context.TestPropertySource(properties = "spring.config.name=start")
// tag::test[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ChatTests {

	@LocalDialoguePort
	int port;

	@Test
	void blankMessageIsRefused() throws Exception {
		CompletableFuture<JSONObject> answer = new CompletableFuture<>();
		Socket socket = IO.socket("http://localhost:" + this.port);
		socket.on("dialogue:joined", (joined) -> socket.emit("dialogue:trigger",
				new Object[] { new JSONObject(
						Map.of("roomId", "chat", "event", "message", "data", new JSONObject(Map.of("text", "")))) },
				(Ack) (ack) -> answer.complete((JSONObject) ack[0])));
		socket.connect();
		assertThat(answer.get(10, TimeUnit.SECONDS).getString("code")).isEqualTo("VALIDATION_FAILED");
		socket.close();
	}

}
// end::test[]
