package io.dialogue.docs.iot;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

import io.dialogue.autoconfigure.LocalDialoguePort;
import io.dialogue.docs.SocketClient;
import io.dialogue.docs.iot.SensorEvents.SensorReading;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = IotApplication.class, properties = { "spring.config.name=iot", "dialogue.server.port=0" })
class IotApplicationTests {

	@LocalDialoguePort
	private int port;

	@Autowired
	private SensorFeed feed;

	@Test
	void readingAndAlertReachTheListeners() {
		try (SocketClient operator = SocketClient.connect(this.port, "operator")) {
			operator.join("sensors");
			this.feed.accept("boiler-1", new SensorReading(41.5, 30, 1013, 80));
			JsonNode reading = operator.event("sensor:reading");
			assertThat(reading.path("from").asString()).isEqualTo("boiler-1");
			assertThat(operator.event("device:alert").path("data").path("value").asDouble()).isEqualTo(41.5);
		}
	}

	@Test
	void clientsOnlyListen() {
		try (SocketClient operator = SocketClient.connect(this.port, "operator")) {
			operator.join("sensors");
			assertThat(operator.trigger("sensors", "device:status", Map.of()).path("code").asString())
				.isEqualTo("EVENT_NOT_ALLOWED");
		}
	}

}
