package io.dialogue.pipeline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;
import io.dialogue.testsupport.LogCapture;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;
import io.dialogue.testsupport.Typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the server triggers.
 */
class ServerEventsTests {

	private static TestDialogue.Builder chat() {
		return TestDialogue.builder()
			.events(Message.class, Typing.class)
			.room("chat", (room) -> room.defaultSubscriptions("*"));
	}

	@Test
	void eventIsPutTogetherWithSenderMetaIdAndException() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient one = dialogue.connect("a");
			TestClient two = dialogue.connect("b");
			one.join("chat");
			two.join("chat");
			TriggerResult result = TestClient.await(dialogue.template()
				.to("chat")
				.from("user-1")
				.meta("traceId", "t")
				.meta(Map.of("n", 1))
				.id("key")
				.except(one.id())
				.trigger(new Message("Hi", "user-1", null)));
			assertThat(result.recipients()).isEqualTo(1);
			JsonNode event = two.connection().take("dialogue:event");
			assertThat(event.propertyNames()).containsExactly("event", "roomId", "data", "from", "timestamp", "meta",
					"id", "offset");
			assertThat(event.path("meta").toString()).isEqualTo("{\"traceId\":\"t\",\"n\":1}");
			assertThat(one.events()).isEmpty();
			assertThat(TestClient.await(
					dialogue.template().to("chat").from("user-1").id("key").trigger(new Message("Hi", "user-1", null))))
				.isEqualTo(result);
		}
	}

	@Test
	void triggersOfOneThreadKeepTheirOrderAndNeverBlock() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		EventHooks slow = new EventHooks() {

			@Override
			public HookDecision beforeEach(EventExchange exchange) throws Exception {
				release.await(10, TimeUnit.SECONDS);
				return HookDecision.accept();
			}

		};
		try (TestDialogue dialogue = chat().hooks(slow).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			List<CompletableFuture<TriggerResult>> all = IntStream.range(0, 500)
				.mapToObj((i) -> dialogue.template().trigger("chat", Message.of("m" + i)))
				.toList();
			assertThat(all).noneMatch(CompletableFuture::isDone);
			release.countDown();
			all.forEach(TestClient::await);
			assertThat(client.events()).extracting((event) -> event.path("data").path("text").stringValue())
				.isEqualTo(IntStream.range(0, 500).mapToObj((i) -> "m" + i).toList());
		}
	}

	@Test
	void declaredEventsNeedNotBeListedByTheRoomAndOthersMust() {
		try (TestDialogue dialogue = chat().room("any").build()) {
			TestClient.await(dialogue.template().trigger("chat", "typing", Map.of("isTyping", true)));
			assertRefused(dialogue.template().trigger("chat", "free", 1), ErrorCode.EVENT_NOT_ALLOWED);
			TestClient.await(dialogue.template().trigger("any", "free", 1));
		}
	}

	@Test
	void refusedTriggerFailsItsFutureAndLogsOneLineWithoutPayload() {
		try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().build()) {
			assertRefused(dialogue.template().trigger("nowhere", "message", "secret"), ErrorCode.ROOM_NOT_FOUND);
			assertRefused(dialogue.template().trigger("chat", "message", "secret"), ErrorCode.VALIDATION_FAILED);
			assertRefused(dialogue.template().trigger("chat", Message.of("")), ErrorCode.VALIDATION_FAILED);
			assertRefused(dialogue.template().trigger("chat", "message", null), ErrorCode.VALIDATION_FAILED);
			dialogue.awaitIdle();
			assertThat(log.lines()).hasSize(4)
				.allMatch((line) -> line.startsWith("WARN "))
				.noneMatch((line) -> line.contains("secret"));
		}
	}

	@Test
	void payloadThatCannotBeSerialisedFailsItsFutureAndLogsOneLine() {
		for (Object payload : List.of(new Unserialisable(), new Endless())) {
			try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().room("any").build()) {
				assertRefused(dialogue.template().trigger("any", "free", payload), ErrorCode.INTERNAL_ERROR);
				TestClient.await(dialogue.template().trigger("any", "free", 1));
				dialogue.awaitIdle();
				assertThat(log.lines()).hasSize(1);
			}
		}
	}

	@Test
	void payloadOfATypeThatNothingDeclaresIsTheCallersMistake() {
		try (TestDialogue dialogue = chat().build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> dialogue.template().trigger("chat", "a string"))
				.withMessageContaining("@DialogueEvent");
		}
	}

	@Test
	void roomThatWasDeletedTriggersNothing() {
		try (TestDialogue dialogue = chat().build()) {
			Room room = dialogue.template().room("chat");
			TestClient.await(dialogue.template().deleteRoom("chat"));
			assertRefused(room.trigger(Message.of("x")), ErrorCode.ROOM_NOT_FOUND);
			assertThat(TestClient.await(dialogue.template().history("chat", null, 0, 10))).isEmpty();
		}
	}

	@Test
	void historyIsReadAsTheApplicationSeesIt() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient.await(dialogue.template().to("chat").meta("k", null).trigger(Message.of("one")));
			TestClient.await(dialogue.template().trigger("chat", new Message("two", "s", "r")));
			assertThat(TestClient.await(dialogue.template().room("chat").history("message", 0, 10)))
				.extracting((message) -> message.data(), (message) -> message.offset())
				.containsExactly(Tuple.tuple(new Message("two", "s", "r"), 2L), Tuple.tuple(Message.of("one"), 1L));
		}
	}

	private static void assertRefused(CompletableFuture<?> future, ErrorCode code) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> future.get(10, TimeUnit.SECONDS))
			.satisfies((ex) -> assertThat(ex.getCause()).isInstanceOfSatisfying(DialogueException.class,
					(refusal) -> assertThat(refusal.code()).isEqualTo(code)));
	}

	static class Unserialisable {

		public String getName() {
			throw new IllegalStateException("on purpose");
		}

	}

	static class Endless {

		public Endless getSelf() {
			return new Endless();
		}

	}

}
