package io.dialogue.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import io.dialogue.client.AckException;
import io.dialogue.client.ConnectedClient;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.gateway.GatewayServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server asks stock clients from npm for acknowledgements, over each transport.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AckE2ETests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final List<String> WAYS = List.of("polling", "websocket", "upgrade");

	@TempDir
	private Path directory;

	@Autowired
	private DialogueTemplate dialogue;

	@Autowired
	private GatewayServer sockets;

	private Process node;

	private Path log;

	@BeforeEach
	void connect() throws IOException {
		this.log = this.directory.resolve("node.log");
		ProcessBuilder builder = new ProcessBuilder("node", "answers.mjs").directory(Path.of("src/e2e").toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		builder.environment().put("SOCKET_URL", "http://localhost:" + this.sockets.port());
		this.node = builder.start();
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> WAYS.forEach((way) -> assertThat(this.log).content().contains(way + " connected")));
	}

	@AfterEach
	void stop() {
		this.node.destroy();
	}

	@Test
	void clientsAnswer() throws Exception {
		for (String way : WAYS) {
			ConnectedClient client = this.dialogue.clients(way).get(0);
			for (int turn = 0; turn < 20; turn++) {
				Move move = client.sendWithAck("your-move", Map.of("turn", turn), Move.class, PATIENCE).get();
				assertThat(move).isEqualTo(new Move(turn, 2));
			}
			assertThat(client.sendWithAck("your-file", null, Void.class, PATIENCE)).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(AckException.class,
						(failure) -> assertThat(failure.reason()).isEqualTo(AckException.Reason.INVALID_ANSWER));
			this.dialogue.disconnectUser(way);
		}
		assertThat(this.node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(this.node.exitValue()).as(Files.readString(this.log)).isZero();
	}

	/**
	 * A move in a game.
	 *
	 * @param x the column
	 * @param y the row
	 */
	record Move(int x, int y) {

	}

}
