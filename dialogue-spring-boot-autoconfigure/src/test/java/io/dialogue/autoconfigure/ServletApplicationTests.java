package io.dialogue.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.autoconfigure.app.ChatApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A servlet application stays one, with Dialogue on a port of its own.
 */
@SpringBootTest(classes = ChatApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "dialogue.rooms.chat.name=Chat Room", "dialogue.rooms.chat.events=message",
				"management.endpoints.web.exposure.include=health,dialogue",
				"management.endpoint.health.show-details=always" })
class ServletApplicationTests {

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	private int webPort;

	@LocalDialoguePort
	private int port;

	@Autowired
	private ApplicationContext context;

	@Test
	void staysServlet() {
		assertThat(this.context).isInstanceOf(ServletWebServerApplicationContext.class);
		assertThat(this.port).isPositive().isNotEqualTo(this.webPort);
	}

	@Test
	void endpointIsServed() throws Exception {
		JsonNode dialogue = get(this.webPort, "/actuator/dialogue");
		assertThat(dialogue.path("port").intValue()).isEqualTo(this.port);
		assertThat(dialogue.path("rooms").path(0).path("id").stringValue()).isEqualTo("chat");
		assertThat(dialogue.path("rooms").path(0).path("size").intValue()).isZero();
	}

	@Test
	void healthIsServed() throws Exception {
		JsonNode health = get(this.webPort, "/actuator/health").path("components").path("dialogue");
		assertThat(health.path("status").stringValue()).isEqualTo("UP");
		assertThat(health.path("details").path("rooms").intValue()).isOne();
	}

	private JsonNode get(int port, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

}
