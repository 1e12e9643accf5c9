package io.dialogue.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.AckException;
import io.dialogue.core.DialogueTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that ask clients for an acknowledgement, over real sockets, and clients that
 * answer as they should not.
 */
class AckTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static TestServer server;

	private static DialogueTemplate dialogue;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.limits.pending-acks-per-client=5",
					"dialogue.limits.payload=1KB")
			.start();
		dialogue = server.template();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void closeClients() {
		server.closeClients();
	}

	private static <R> CompletableFuture<R> ask(String userId, Class<R> type, Duration timeout) {
		return dialogue.clients(userId).get(0).sendWithAck("your-move", Map.of("turn", 1), type, timeout);
	}

	private static void assertFails(CompletableFuture<?> answer, AckException.Reason reason) {
		assertThat(answer).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(AckException.class, (failure) -> assertThat(failure.reason()).isEqualTo(reason));
	}

	@ParameterizedTest
	@EnumSource
	void stockClientAnswers(Transport transport) throws Exception {
		TestClient alice = server.connect(transport, "alice");
		alice.answers("your-move", (message) -> Json.of("{x: " + message.path("turn").intValue() + ", y: 2}"));
		assertThat(ask("alice", Move.class, LONG).get(10, TimeUnit.SECONDS)).isEqualTo(new Move(1, 2));
		List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			answers.add(ask("alice", JsonNode.class, LONG));
		}
		for (CompletableFuture<JsonNode> answer : answers) {
			assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(Json.of("{x: 1, y: 2}"));
		}
	}

	@Test
	void answerThatDoesNotFitIsAFailure() {
		TestClient alice = server.connect("alice");
		alice.answers("your-move", (message) -> Json.of("{x: 99, y: 'two'}"));
		assertFails(ask("alice", Move.class, LONG), AckException.Reason.INVALID_ANSWER);
		alice.roundTrip();
	}

	@Test
	void clientThatKeepsSilentIsNotWaitedFor() {
		TestClient alice = server.connect("alice");
		assertFails(ask("alice", Move.class, Duration.ofMillis(50)), AckException.Reason.TIMED_OUT);
		List<CompletableFuture<Move>> answers = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			answers.add(ask("alice", Move.class, LONG));
		}
		assertFails(ask("alice", Move.class, LONG), AckException.Reason.TOO_MANY);
		alice.breakConnection();
		answers.forEach((answer) -> assertFails(answer, AckException.Reason.DISCONNECTED));
	}

	@Test
	void hostileAnswersHurtNobody() throws Exception {
		try (RawSocket mallory = RawSocket.joined(server.port()); LogCapture log = new LogCapture()) {
			String id = dialogue.allClients().get(0).id();
			CompletableFuture<JsonNode> answer = dialogue.sendToClientWithAck(id, "ask", null, JsonNode.class, LONG);
			mallory.answer("420[\"ask\"");
			for (int i = 1; i < 1000; i++) {
				mallory.send("43" + i + "[\"unasked\"]");
			}
			mallory.send("43999999999999999[\"unasked\"]");
			assertThat(answer).isNotDone();
			mallory.send("430[\"first\"]");
			mallory.send("430[\"second\"]");
			assertThat(answer.get(10, TimeUnit.SECONDS).stringValue()).isEqualTo("first");
			CompletableFuture<Void> large = dialogue.sendToClientWithAck(id, "ask", null, Void.class, LONG);
			mallory.answer("421[\"ask\"");
			mallory.send("431[\"" + "x".repeat(2000) + "\"]");
			assertFails(large, AckException.Reason.INVALID_ANSWER);
			CompletableFuture<Void> binary = dialogue.sendToClientWithAck(id, "ask", null, Void.class, LONG);
			mallory.answer("422[\"ask\"");
			mallory.send("461-2[{\"_placeholder\":true,\"num\":7}]");
			mallory.send(new byte[] { 1 });
			assertFails(binary, AckException.Reason.INVALID_ANSWER);
			mallory.send("429[\"dialogue:listRooms\"]");
			mallory.answer("439[");
			log.assertNoLine();
		}
	}

	/**
	 * Where to.
	 *
	 * @param x the column
	 * @param y the row
	 */
	record Move(@Max(3) int x, @Max(3) int y) {

	}

}
