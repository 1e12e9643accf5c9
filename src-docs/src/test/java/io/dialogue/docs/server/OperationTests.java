package io.dialogue.docs.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;

import static org.assertj.core.api.Assertions.assertThat;

@AutoConfigureWebTestClient
@SpringBootTest(classes = ServerApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.config.name=server", "management.endpoints.web.exposure.include=*",
				"management.endpoint.health.show-details=always" })
class OperationTests {

	private static final Pattern METER = Pattern.compile("^\\|`(dialogue\\.[a-z.]+)`$", Pattern.MULTILINE);

	@LocalDialoguePort
	private int port;

	@Autowired
	private WebTestClient web;

	@Autowired
	private MeterRegistry meters;

	@Test
	void endpointTellsRoomsAndSeats() {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.join("chat");
			this.web.get()
				.uri("/actuator/dialogue")
				.exchange()
				.expectBody()
				.jsonPath("$.port")
				.isEqualTo(this.port)
				.jsonPath("$.servers[0].transport")
				.isEqualTo("socketio")
				.jsonPath("$.rooms[?(@.id == 'chat')].size")
				.isEqualTo(1);
		}
	}

	@Test
	void healthIsUp() {
		this.web.get()
			.uri("/actuator/health")
			.exchange()
			.expectBody()
			.jsonPath("$.components.dialogue.status")
			.isEqualTo("UP")
			.jsonPath("$.components.dialogue.details.port")
			.isEqualTo(this.port);
	}

	@Test
	void metersAreThoseOfTheGuide() throws IOException {
		try (SocketClient ada = SocketClient.connect(this.port, "ada")) {
			ada.join("chat");
			ada.trigger("chat", "message", Map.of("text", "Count me"));
			String chapter = Files.readString(Path.of("src/main/asciidoc/operations.adoc"));
			Set<String> names = this.meters.getMeters()
				.stream()
				.map((meter) -> meter.getId().getName())
				.filter((name) -> name.startsWith("dialogue."))
				.collect(Collectors.toSet());
			// Counted from the first event on that is dropped
			names.add("dialogue.dropped");
			assertThat(METER.matcher(chapter).results().map((result) -> result.group(1)))
				.containsExactlyInAnyOrderElementsOf(names);
		}
	}

}
