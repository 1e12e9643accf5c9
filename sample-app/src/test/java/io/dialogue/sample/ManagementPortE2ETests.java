package io.dialogue.sample;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

import io.dialogue.gateway.GatewayServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the management server has a port of its own, Socket.IO is not there.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class ManagementPortE2ETests {

	private static final String SOCKET_IO = "/socket.io/?EIO=4&transport=polling";

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int management;

	@Autowired
	private GatewayServer sockets;

	@Test
	void socketsShareThePortOfTheWebServerOnly() {
		assertThat(this.sockets.port()).isEqualTo(this.port).isNotEqualTo(this.management);
		assertThat(status(this.port, SOCKET_IO)).isEqualTo(HttpStatus.OK);
		assertThat(status(this.management, SOCKET_IO)).isEqualTo(HttpStatus.NOT_FOUND);
		assertThat(status(this.management, "/actuator/health")).isEqualTo(HttpStatus.OK);
	}

	private static Object status(int port, String uri) {
		return WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + port)
			.build()
			.get()
			.uri(uri)
			.exchange()
			.returnResult(String.class)
			.getStatus();
	}

}
