package io.dialogue.sample;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.dialogue.gateway.GatewayServer;

/**
 * Runs each script of {@code src/e2e} with Node against the sample on free ports.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ScriptE2ETests {

	@LocalServerPort
	private int port;

	@Autowired
	private GatewayServer sockets;

	static List<NodeScript> scripts() throws IOException {
		return NodeScript.in("");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scripts")
	void passes(NodeScript script) throws Exception {
		script.run(this.port, this.sockets.port());
	}

}
