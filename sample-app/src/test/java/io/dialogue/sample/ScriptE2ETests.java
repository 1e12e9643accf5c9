package io.dialogue.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

	static List<String> scripts() throws IOException {
		try (Stream<Path> files = Files.list(NodeScript.DIRECTORY)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".e2e.mjs"))
				.sorted()
				.toList();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scripts")
	void passes(String script) throws Exception {
		NodeScript.run(script, this.port, this.sockets.port());
	}

}
