package io.dialogue.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import jakarta.validation.constraints.Max;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.AckException;
import io.dialogue.client.AckException.Reason;
import io.dialogue.client.ClientLimits;
import io.dialogue.client.ClientSocket;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.hook.SocketHooks;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Messages of the server that ask clients for an acknowledgement.
 */
class AckTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final Duration LONG = Duration.ofHours(1);

	private final TestDialogue dialogue = TestDialogue.builder()
		.clientLimits(new ClientLimits(10, 10, 10, 3, null))
		.limits((limits) -> new GatewayLimits(200, limits.maxMetaSize(), limits.maxNameLength(),
				limits.maxDescriptionLength(), limits.maxUserIdLength(), limits.maxHistoryPage(), limits.mailboxSize(),
				limits.authenticationTimeout()))
		.build();

	private final TestClient ann = this.dialogue.connect("ann");

	@AfterEach
	void close() {
		this.dialogue.close();
	}

	private CompletableFuture<Move> ask() {
		return ask(Move.class);
	}

	private <R> CompletableFuture<R> ask(Class<R> type) {
		return this.dialogue.template().sendToClientWithAck(this.ann.id(), "your-move", Map.of("turn", 1), type, LONG);
	}

	private static void assertFails(CompletableFuture<?> answer, Reason reason) {
		assertThat(answer).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(AckException.class, (failure) -> assertThat(failure.reason()).isEqualTo(reason));
	}

	private static void assertInvalid(CompletableFuture<?> answer, String text) {
		assertFails(answer, Reason.INVALID_ANSWER);
		assertThatExceptionOfType(CompletionException.class).isThrownBy(answer::join)
			.havingCause()
			.withMessageContaining(text);
	}

	@Test
	void answerComesBackAsItsType() {
		CompletableFuture<Move> first = ask();
		CompletableFuture<Move> second = ask();
		assertThat(this.ann.connection().await("your-move", 2).get(0)).isEqualTo(MAPPER.readTree("{\"turn\":1}"));
		assertThat(this.ann.connection().ackIds()).containsExactly(0L, 1L);
		this.ann.answer(1, Map.of("x", 2, "y", 2));
		assertThat(second).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Move(2, 2));
		assertThat(first).isNotDone();
		this.ann.answer(0, Map.of("x", 1, "y", 1));
		assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Move(1, 1));
	}

	@Test
	void futureCompletesOnAWorkersThread() {
		List<String> threads = Collections.synchronizedList(new ArrayList<>());
		ask().whenComplete((move, ex) -> threads.add(Thread.currentThread().getName()));
		ask().whenComplete((move, ex) -> threads.add(Thread.currentThread().getName()));
		this.dialogue.template()
			.sendToClientWithAck(this.ann.id(), "quick", null, Void.class, Duration.ofMillis(500))
			.whenComplete((move, ex) -> threads.add(Thread.currentThread().getName()));
		this.ann.answer(0, Map.of("x", 1, "y", 1));
		await().until(() -> threads.size() == 2);
		this.ann.drop();
		await().until(() -> threads.size() == 3);
		assertThat(threads).allMatch((name) -> name.endsWith("-worker"));
	}

	@Test
	void answersThatNobodyAskedForAreIgnored() {
		CompletableFuture<Move> answer = ask();
		this.ann.answer(1, Map.of("x", 9, "y", 9));
		this.ann.answer(-1, Map.of("x", 9, "y", 9));
		this.ann.answer(0, Map.of("x", 1, "y", 1));
		this.ann.answer(0, Map.of("x", 2, "y", 2));
		assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Move(1, 1));
		assertThat(this.ann.ack("dialogue:listRooms", null).path("ok").booleanValue()).isTrue();
	}

	@Test
	void answerOfAnotherConnectionIsIgnored() {
		CompletableFuture<Move> answer = ask();
		TestClient mallory = this.dialogue.connect("mallory");
		this.dialogue.template().sendToClientWithAck(mallory.id(), "other", null, Void.class, LONG);
		mallory.answer(0, Map.of("x", 9, "y", 9));
		mallory.answer(0, Map.of("x", 9, "y", 9));
		this.dialogue.awaitIdle();
		assertThat(answer).isNotDone();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"x\"", "[]", "{\"x\":\"1\",\"y\":1}", "{\"x\":1}", "{\"x\":1,\"y\":null}", "true" })
	void answerOfAnotherTypeIsInvalid(String answer) {
		CompletableFuture<Move> move = ask();
		this.ann.answer(0, MAPPER.readTree(answer));
		assertInvalid(move, "Answer validation failed: ");
	}

	@Test
	void answerIsValidated() {
		CompletableFuture<Move> move = ask();
		this.ann.answer(0, Map.of("x", 9, "y", 1));
		assertInvalid(move, "Answer validation failed: x: ");
	}

	@Test
	void answerIsRequired() {
		CompletableFuture<Move> absent = ask();
		CompletableFuture<Move> none = ask();
		this.ann.answer(0, null);
		this.ann.answer(1, MAPPER.nullNode());
		assertInvalid(absent, "data is required");
		assertInvalid(none, "data is required");
	}

	@Test
	void answerIsLeftOutOrTakenAsItIs() {
		CompletableFuture<Void> any = ask(Void.class);
		CompletableFuture<JsonNode> tree = ask(JsonNode.class);
		CompletableFuture<JsonNode> none = ask(JsonNode.class);
		this.ann.answer(0, Map.of("x", "anything"));
		this.ann.answer(1, List.of(1, "2"));
		this.ann.answer(2, null);
		assertThat(any).succeedsWithin(Duration.ofSeconds(10)).isNull();
		assertThat(tree).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(MAPPER.readTree("[1,\"2\"]"));
		assertThat(none).succeedsWithin(Duration.ofSeconds(10)).matches(JsonNode::isMissingNode);
	}

	@Test
	void answerIsBounded() {
		CompletableFuture<JsonNode> large = ask(JsonNode.class);
		CompletableFuture<Void> deep = ask(Void.class);
		CompletableFuture<JsonNode> binary = ask(JsonNode.class);
		this.ann.answer(0, "x".repeat(200));
		this.ann.answer(1, MAPPER.readTree("[".repeat(65) + "]".repeat(65)));
		this.ann.connection().answer(new ClientAnswer(2, MAPPER.readTree("{\"_placeholder\":true,\"num\":0}"), 1));
		assertInvalid(large, "answer may have at most 200 characters");
		assertInvalid(deep, "answer may be nested 64 levels deep at most");
		assertInvalid(binary, "binary attachments");
	}

	@Test
	void waitsNoLongerThanItsTime() {
		CompletableFuture<Void> answer = this.dialogue.template()
			.sendToClientWithAck(this.ann.id(), "quick", null, Void.class, Duration.ofMillis(20));
		assertFails(answer, Reason.TIMED_OUT);
		this.ann.answer(0, 1);
		assertThat(this.ann.ack("dialogue:listRooms", null).path("ok").booleanValue()).isTrue();
	}

	@Test
	void aClientOwesABoundedNumber() {
		List<CompletableFuture<Move>> answers = List.of(ask(), ask(), ask());
		assertFails(ask(), Reason.TOO_MANY);
		assertThat(this.ann.connection().messages("your-move")).hasSize(3);
		answers.get(0).cancel(false);
		CompletableFuture<Move> next = ask();
		this.ann.answer(3, Map.of("x", 1, "y", 1));
		assertThat(next).succeedsWithin(Duration.ofSeconds(10));
		assertThat(ask().isCompletedExceptionally()).isFalse();
	}

	@Test
	void whoIsToldOfTheAnswerMayAskAgain() {
		ask();
		ask();
		CompletableFuture<CompletableFuture<Move>> again = ask().thenApply((move) -> ask());
		this.ann.answer(2, Map.of("x", 1, "y", 1));
		assertThat(again).succeedsWithin(Duration.ofSeconds(10))
			.satisfies((answer) -> assertThat(answer.isCompletedExceptionally()).isFalse());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void endsWithTheConnection(boolean byServer) {
		List<CompletableFuture<Move>> answers = List.of(ask(), ask());
		if (byServer) {
			this.dialogue.template().disconnectUser("ann");
		}
		else {
			this.ann.connection().drop(DisconnectReason.PING_TIMEOUT);
		}
		answers.forEach((answer) -> assertFails(answer, Reason.DISCONNECTED));
		assertFails(ask(), Reason.NOT_CONNECTED);
	}

	@Test
	void nobodyWaitsForAClientThatGoesWhileItIsAsked() {
		for (int i = 0; i < 200; i++) {
			String userId = "user-" + i;
			TestClient client = this.dialogue.connect(userId);
			ConnectedClient asked = this.dialogue.template().clients(userId).iterator().next();
			CompletableFuture<CompletableFuture<Move>> answer = CompletableFuture
				.supplyAsync(() -> asked.sendWithAck("your-move", null, Move.class, LONG));
			client.drop();
			assertThat(answer.join()).failsWithin(Duration.ofSeconds(10));
		}
	}

	@Test
	void connectionThatIsTakenOverAnswersNoMore() {
		CompletableFuture<Move> answer = ask();
		String session = this.ann.connection().messages("dialogue:connected").get(0).path("session").stringValue();
		this.dialogue.connect(Map.of("userId", "ann", "session", session));
		this.ann.answer(0, Map.of("x", 1, "y", 1));
		assertFails(answer, Reason.DISCONNECTED);
	}

	@Test
	void unknownClientIsNotConnected() {
		assertFails(this.dialogue.template().sendToClientWithAck("nobody", "x", null, Void.class, LONG),
				Reason.NOT_CONNECTED);
		this.ann.drop();
		assertFails(ask(), Reason.NOT_CONNECTED);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1 })
	void timeoutMustBePositive(long millis) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.dialogue.template()
			.sendToClientWithAck(this.ann.id(), "x", null, Void.class, Duration.ofMillis(millis)));
	}

	@Test
	void aTimeoutMayBeForEver() throws Exception {
		CompletableFuture<Void> answer = this.dialogue.template()
			.sendToClientWithAck(this.ann.id(), "x", null, Void.class, Duration.ofSeconds(Long.MAX_VALUE));
		this.ann.answer(0, null);
		assertThat(answer.get(10, TimeUnit.SECONDS)).isNull();
	}

	@Test
	void socketHookMayAsk() {
		CompletableFuture<Move> answer = new CompletableFuture<>();
		SocketHooks hooks = new SocketHooks() {

			@Override
			public void onConnect(ClientSocket socket) {
				socket.sendWithAck("hello", null, Move.class, LONG).thenAccept(answer::complete);
			}

		};
		try (TestDialogue hooked = TestDialogue.builder().hooks(hooks).build()) {
			hooked.connect("bob").answer(0, Map.of("x", 1, "y", 1));
			assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Move(1, 1));
		}
	}

	record Move(@Max(3) int x, @Max(3) int y) {

	}

}
