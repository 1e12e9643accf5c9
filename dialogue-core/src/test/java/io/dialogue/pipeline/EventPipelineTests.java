package io.dialogue.pipeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.dialogue.client.ConnectedClient;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.ratelimit.Bucket4jRateLimiter;
import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimitRequest;
import io.dialogue.ratelimit.RateLimitRule;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.testsupport.LogCapture;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;
import io.dialogue.testsupport.Typing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way of an event that a client triggers.
 */
class EventPipelineTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static TestDialogue.Builder chat() {
		return TestDialogue.builder()
			.events(Message.class, Typing.class)
			.events(EventDefinition.of("whisper").withEcho(false))
			.room("chat", (room) -> room.events("message", "typing", "whisper", "free").defaultSubscriptions("*"))
			.room("any", (room) -> room.events("*").defaultSubscriptions("*"))
			.room("none", (room) -> room.defaultSubscriptions("*"));
	}

	@Test
	void refusalsHaveTheirCodeAndText() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			assertThat(client.trigger("nowhere", "message", 1).toString())
				.isEqualTo("{\"ok\":false,\"code\":\"ROOM_NOT_FOUND\",\"message\":\"Room 'nowhere' does not exist\"}");
			assertThat(client.trigger("chat", "message", 1).toString())
				.isEqualTo("{\"ok\":false,\"code\":\"NOT_A_MEMBER\",\"message\":\"Join room 'chat' first\"}");
			client.join("chat");
			client.join("none");
			assertThat(client.trigger("chat", "other", 1).toString()).isEqualTo("{\"ok\":false,"
					+ "\"code\":\"EVENT_NOT_ALLOWED\",\"message\":\"Event 'other' is not allowed in room 'chat'\"}");
			assertThat(client.trigger("none", "message", 1).path("code").stringValue()).isEqualTo("EVENT_NOT_ALLOWED");
			assertThat(client.trigger("chat", "*", 1).path("code").stringValue()).isEqualTo("EVENT_NOT_ALLOWED");
			assertThat(client.trigger("chat", "message", Map.of("text", "")).path("code").stringValue())
				.isEqualTo("VALIDATION_FAILED");
			dialogue.awaitIdle();
			assertThat(client.events()).isEmpty();
		}
	}

	@Test
	void refusalWithoutAckIsAnError() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			client.send("dialogue:trigger", Map.of("roomId", "chat", "event", "message"));
			assertThat(client.connection().take("dialogue:error").toString())
				.isEqualTo("{\"code\":\"NOT_A_MEMBER\",\"message\":\"Join room 'chat' first\"}");
		}
	}

	@Test
	void ackTellsIdOffsetEpochAndRecipients() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			JsonNode joined = client.join("chat");
			JsonNode kept = client.ack("dialogue:trigger",
					Map.of("roomId", "chat", "event", "message", "data", Message.of("x"), "id", "k1"));
			assertThat(kept.toString()).isEqualTo("{\"ok\":true,\"id\":\"k1\",\"offset\":1,\"epoch\":\""
					+ joined.path("epoch").stringValue() + "\",\"recipients\":1}");
			assertThat(client.trigger("chat", "typing", Map.of("isTyping", true)).toString())
				.isEqualTo("{\"ok\":true,\"recipients\":1}");
			assertThat(client.events().get(0).path("id").stringValue()).isEqualTo("k1");
			assertThat(client.events().get(1).has("offset")).isFalse();
		}
	}

	@Test
	void wildcardRoomAdmitsAnyNameAndValidatesWhatIsDeclared() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			client.join("any");
			assertThat(client.trigger("any", "whatever", List.of(1)).path("ok").booleanValue()).isTrue();
			assertThat(client.trigger("any", "message", List.of(1)).path("code").stringValue())
				.isEqualTo("VALIDATION_FAILED");
		}
	}

	@Test
	void dataAndMetaAreAbsentNullOrWhatWasSent() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.ack("dialogue:trigger", Map.of("roomId", "chat", "event", "free"));
			client.ack("dialogue:trigger",
					TestDialogue.json("roomId", "chat", "event", "free", "data", null, "meta", null));
			client.ack("dialogue:trigger", MAPPER.readTree(
					"{\"roomId\":\"chat\",\"event\":\"free\",\"data\":[1,{\"a\":null}],\"meta\":{\"b\":null,\"c\":1.50}}"));
			List<JsonNode> events = client.events();
			assertThat(events.get(0).propertyNames()).containsExactly("event", "roomId", "from", "timestamp");
			assertThat(events.get(1).propertyNames()).containsExactly("event", "roomId", "data", "from", "timestamp");
			assertThat(events.get(1).path("data").isNull()).isTrue();
			assertThat(events.get(2).path("data").toString()).isEqualTo("[1,{\"a\":null}]");
			assertThat(events.get(2).path("meta").toString()).isEqualTo("{\"b\":null,\"c\":1.5}");
		}
	}

	@Test
	void senderDoesNotReceiveEventsWithoutEcho() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient sender = dialogue.connect("a");
			TestClient other = dialogue.connect("b");
			sender.join("chat");
			other.join("chat");
			assertThat(sender.trigger("chat", "whisper", "x").path("recipients").intValue()).isEqualTo(1);
			other.connection().await("dialogue:event", 1);
			assertThat(sender.events()).isEmpty();
		}
	}

	@Test
	void subscribersReceiveOneCopyEach() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.ack("dialogue:subscribe", Map.of("roomId", "chat", "eventName", "free"));
			client.ack("dialogue:subscribeAll", Map.of("roomId", "chat"));
			client.trigger("chat", "free", 1);
			client.ack("dialogue:unsubscribe", Map.of("roomId", "chat", "eventName", "*"));
			client.trigger("chat", "free", 2);
			client.trigger("chat", "typing", Map.of("isTyping", true));
			client.ack("dialogue:unsubscribe", Map.of("roomId", "chat", "eventName", "free"));
			client.trigger("chat", "free", 3);
			assertThat(client.events()).extracting((event) -> event.path("data").intValue(0)).containsExactly(1, 2);
		}
	}

	@Test
	void subscribingNeedsMembershipAndIsBounded() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			assertThat(client.ack("dialogue:subscribe", Map.of("roomId", "chat", "eventName", "x"))
				.path("code")
				.stringValue()).isEqualTo("NOT_A_MEMBER");
			assertThat(client.ack("dialogue:subscribeAll", Map.of("roomId", "nowhere")).path("code").stringValue())
				.isEqualTo("ROOM_NOT_FOUND");
			client.join("chat");
			IntStream.range(0, 63)
				.forEach((i) -> client.send("dialogue:subscribe", Map.of("roomId", "chat", "eventName", "e" + i)));
			assertThat(client.ack("dialogue:subscribe", Map.of("roomId", "chat", "eventName", "e0"))
				.path("ok")
				.booleanValue()).isTrue();
			assertThat(client.ack("dialogue:subscribe", Map.of("roomId", "chat", "eventName", "more"))
				.path("code")
				.stringValue()).isEqualTo("RATE_LIMITED");
		}
	}

	@Test
	void hooksAndListenersRunInOrderOnBothSidesOfPublishing() {
		List<String> log = new CopyOnWriteArrayList<>();
		try (TestDialogue dialogue = chat().hooks(logging("1", log), logging("2", log)).build()) {
			dialogue.template().on("chat", Message.class, (message) -> log.add("listener " + message.offset()));
			dialogue.template().on("chat", "*", (message) -> log.add("any " + message.offset()));
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.trigger("chat", "message", Message.of("x"));
			dialogue.awaitIdle();
			assertThat(log).containsExactly("1 before", "2 before", "1 triggered 1", "2 triggered 1", "listener 1",
					"any 1", "1 after 1", "2 after 1");
			log.clear();
			client.trigger("chat", "typing", "wrong");
			dialogue.awaitIdle();
			assertThat(log).isEmpty();
		}
	}

	private static EventHooks logging(String name, List<String> log) {
		return new EventHooks() {

			@Override
			public HookDecision beforeEach(EventExchange exchange) {
				log.add(name + " before");
				return HookDecision.accept();
			}

			@Override
			public void onTriggered(EventMessage<?> message) {
				log.add(name + " triggered " + message.offset());
			}

			@Override
			public void afterEach(EventMessage<?> message, int recipientCount) {
				log.add(name + " after " + recipientCount);
			}

		};
	}

	@Test
	void hooksSupportOnlyTheRoomsAndEventsTheyWant() {
		AtomicInteger calls = new AtomicInteger();
		EventHooks picky = new EventHooks() {

			@Override
			public boolean supports(String roomId, String eventName) {
				return eventName.equals("message");
			}

			@Override
			public HookDecision beforeEach(EventExchange exchange) {
				calls.incrementAndGet();
				return HookDecision.accept();
			}

		};
		try (TestDialogue dialogue = chat().hooks(picky).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.trigger("chat", "free", 1);
			client.trigger("chat", "message", Message.of("x"));
			assertThat(calls).hasValue(1);
		}
	}

	@Test
	void supportsThatThrowsRefusesBeforePublishingAndIsLoggedAfterIt() {
		AtomicInteger calls = new AtomicInteger();
		EventHooks broken = new EventHooks() {

			@Override
			public boolean supports(String roomId, String eventName) {
				if (calls.getAndIncrement() == 1) {
					return true;
				}
				throw new IllegalStateException("on purpose");
			}

		};
		try (TestDialogue dialogue = TestDialogue.builder()
			.events(EventDefinition.of("one").withHistory(1))
			.room("chat")
			.hooks(broken)
			.build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			assertThat(client.trigger("chat", "one", 1).path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
			assertThat(client.trigger("chat", "one", 2).path("ok").booleanValue()).isTrue();
			dialogue.awaitIdle();
			assertThat(client.events()).hasSize(1);
		}
	}

	@Test
	void hooksAreNeverAskedUnderTheRoomsLock() {
		AtomicInteger locked = new AtomicInteger();
		EventHooks asking = new EventHooks() {

			@Override
			public boolean supports(String roomId, String eventName) {
				boolean underLock = Arrays.stream(Thread.currentThread().getStackTrace())
					.anyMatch((frame) -> frame.getClassName().endsWith("RoomLog"));
				locked.addAndGet(underLock ? 1 : 0);
				return true;
			}

		};
		try (TestDialogue dialogue = TestDialogue.builder()
			.events(EventDefinition.of("one").withHistory(1))
			.room("chat")
			.hooks(asking)
			.build()) {
			for (int i = 0; i < 3; i++) {
				TestClient.await(dialogue.template().trigger("chat", "one", i));
			}
			dialogue.awaitIdle();
			assertThat(locked).hasValue(0);
		}
	}

	@Test
	void beforeEachRefusesWithItsReason() {
		try (TestDialogue dialogue = chat().hooks(before((exchange) -> HookDecision.reject("No links"))).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			assertThat(client.trigger("chat", "free", 1).toString())
				.isEqualTo("{\"ok\":false,\"code\":\"EVENT_REJECTED\",\"message\":\"No links\"}");
		}
	}

	@Test
	void beforeEachThatThrowsOrReturnsNullRefusesAndLogsOneLine() {
		for (EventHooks hooks : List.of(before((exchange) -> {
			throw new IllegalStateException("secret");
		}), before((exchange) -> {
			throw new StackOverflowError();
		}), before((exchange) -> null))) {
			try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().hooks(hooks).build()) {
				TestClient client = dialogue.connect("a");
				client.join("chat");
				JsonNode answer = client.trigger("chat", "free", "payload-secret");
				assertThat(answer.path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
				assertThat(answer.path("message").stringValue()).doesNotContain("secret");
				dialogue.awaitIdle();
				assertThat(log.lines()).hasSize(1).noneMatch((line) -> line.contains("payload-secret"));
				assertThat(client.events()).isEmpty();
			}
		}
	}

	@Test
	void beforeEachRewritesDataAndMetaWhichIsValidatedAgain() {
		EventHooks rewriting = before((exchange) -> {
			if (!(exchange.data() instanceof Message message)) {
				return HookDecision.accept(exchange.data(), Map.of("seen", true));
			}
			return HookDecision.accept(
					message.text().equals("map") ? Map.of("text", "from map", "senderId", "s")
							: new Message(message.text().equals("bad") ? "" : message.text() + "!", "s", null),
					Map.of("seen", true));
		});
		try (TestDialogue dialogue = chat().hooks(rewriting).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.trigger("chat", "message", Message.of("x"));
			client.trigger("chat", "message", Message.of("map"));
			assertThat(client.trigger("chat", "message", Message.of("bad")).path("code").stringValue())
				.isEqualTo("VALIDATION_FAILED");
			client.ack("dialogue:trigger", Map.of("roomId", "chat", "event", "free"));
			List<JsonNode> events = client.events();
			assertThat(events.get(0).path("data").toString()).isEqualTo("{\"text\":\"x!\",\"senderId\":\"s\"}");
			assertThat(events.get(0).path("meta").toString()).isEqualTo("{\"seen\":true}");
			assertThat(events.get(1).path("data").path("text").stringValue()).isEqualTo("from map");
			assertThat(events.get(2).has("data")).isFalse();
		}
	}

	private static EventHooks before(Ask ask) {
		return new EventHooks() {

			@Override
			public @Nullable HookDecision beforeEach(EventExchange exchange) throws Exception {
				return ask.of(exchange);
			}

		};
	}

	@Test
	void repeatedIdIsDeliveredOnceAndGetsTheSameAck() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			TestClient sameUser = dialogue.connect("a");
			TestClient otherUser = dialogue.connect("b");
			List.of(client, sameUser, otherUser).forEach((it) -> it.join("chat"));
			Map<String, Object> request = Map.of("roomId", "chat", "event", "message", "data", Message.of("x"), "id",
					"k");
			JsonNode first = client.ack("dialogue:trigger", request);
			assertThat(client.ack("dialogue:trigger", request)).isEqualTo(first);
			assertThat(sameUser.ack("dialogue:trigger", request)).isEqualTo(first);
			assertThat(otherUser.ack("dialogue:trigger", request).path("offset").longValue()).isEqualTo(2);
			dialogue.awaitIdle();
			assertThat(client.events()).hasSize(2);
		}
	}

	@Test
	void refusedTriggerIsNotRememberedUnderItsId() {
		AtomicInteger calls = new AtomicInteger();
		try (TestDialogue dialogue = chat().hooks(before(
				(exchange) -> (calls.incrementAndGet() == 1) ? HookDecision.reject("later") : HookDecision.accept()))
			.build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			Map<String, Object> request = Map.of("roomId", "chat", "event", "free", "id", "k");
			assertThat(client.ack("dialogue:trigger", request).path("ok").booleanValue()).isFalse();
			assertThat(client.ack("dialogue:trigger", request).path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void concurrentDuplicateWaitsForTheFirst() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger calls = new AtomicInteger();
		try (TestDialogue dialogue = chat().hooks(before((exchange) -> {
			calls.incrementAndGet();
			entered.countDown();
			release.await(10, TimeUnit.SECONDS);
			return HookDecision.accept();
		})).build()) {
			TestClient one = dialogue.connect("a");
			TestClient two = dialogue.connect("a");
			one.join("chat");
			two.join("chat");
			Map<String, Object> request = Map.of("roomId", "chat", "event", "message", "data", Message.of("x"), "id",
					"k");
			CompletableFuture<JsonNode> first = one.ask("dialogue:trigger", request);
			entered.await(10, TimeUnit.SECONDS);
			CompletableFuture<JsonNode> second = two.ask("dialogue:trigger", request);
			TestClient bystander = dialogue.connect("c");
			assertThat(bystander.ack("dialogue:listRooms", null).path("ok").booleanValue()).isTrue();
			assertThat(second).isNotDone();
			release.countDown();
			assertThat(TestClient.await(second)).isEqualTo(TestClient.await(first));
			assertThat(calls).hasValue(1);
		}
	}

	@Test
	void limiterThatThrowsFailsOneTriggerAndForgetsItsId() {
		AtomicInteger calls = new AtomicInteger();
		RateLimiter failing = new RateLimiter() {

			@Override
			public CompletionStage<Duration> tryAcquire(RateLimitRequest request) {
				if (request.action() == RateLimitedAction.TRIGGER && calls.getAndIncrement() == 0) {
					throw new IllegalStateException("on purpose");
				}
				return CompletableFuture.completedStage(Duration.ZERO);
			}

			@Override
			public void forget(ConnectedClient client) {
			}

		};
		try (TestDialogue dialogue = chat().rateLimiter(failing).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			Map<String, Object> request = Map.of("roomId", "chat", "event", "free", "id", "k");
			assertThat(client.ack("dialogue:trigger", request).path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
			assertThat(client.ack("dialogue:trigger", request).path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void rateLimitTellsWhenToRetryAndSparesDuplicatesAndOtherRooms() {
		RateLimitPolicy policy = new RateLimitPolicy(
				Map.of(RateLimitedAction.TRIGGER, new RateLimitRule(2, Duration.ofMinutes(1))),
				Map.of("any", Map.of(RateLimitedAction.TRIGGER, new RateLimitRule(1, Duration.ofMinutes(1)))));
		try (TestDialogue dialogue = chat().rateLimiter(new Bucket4jRateLimiter(policy)).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.join("any");
			Map<String, Object> request = Map.of("roomId", "chat", "event", "free", "id", "k");
			client.ack("dialogue:trigger", request);
			assertThat(client.trigger("chat", "free", 2).path("ok").booleanValue()).isTrue();
			JsonNode refused = client.trigger("chat", "free", 3);
			assertThat(refused.propertyNames()).containsExactly("ok", "code", "message", "retryAfter");
			assertThat(refused.path("code").stringValue()).isEqualTo("RATE_LIMITED");
			assertThat(refused.path("retryAfter").longValue()).isBetween(1L, 60_000L);
			assertThat(client.ack("dialogue:trigger", request).path("ok").booleanValue()).isTrue();
			assertThat(client.trigger("any", "free", 1).path("ok").booleanValue()).isTrue();
			assertThat(client.trigger("any", "free", 1).path("code").stringValue()).isEqualTo("RATE_LIMITED");
			assertThat(TestClient.await(dialogue.template().trigger("chat", "free", 1)).recipients()).isEqualTo(1);
		}
	}

	@RepeatedTest(3)
	void listenersSeeEventsOfManySendersInTheOrderOfTheirOffsets() {
		List<Long> heard = new CopyOnWriteArrayList<>();
		try (TestDialogue dialogue = chat().build()) {
			dialogue.template().on("chat", Message.class, (message) -> heard.add(message.offset()));
			List<TestClient> clients = IntStream.range(0, 8).mapToObj((i) -> dialogue.connect("u" + i)).toList();
			clients.forEach((client) -> client.join("chat"));
			for (int i = 0; i < 40; i++) {
				clients.forEach((client) -> client.send("dialogue:trigger",
						Map.of("roomId", "chat", "event", "message", "data", Message.of("x"))));
			}
			clients.forEach((client) -> client.connection().await("dialogue:event", 320));
			dialogue.awaitIdle();
			List<Long> all = LongStream.rangeClosed(1, 320).boxed().toList();
			assertThat(heard).isEqualTo(all);
			assertThat(clients).allSatisfy(
					(client) -> assertThat(client.events()).extracting((event) -> event.path("offset").longValue())
						.isEqualTo(all));
		}
	}

	@Test
	void listenerThatFailsIsLoggedOnceAndTheEventStaysDelivered() {
		try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().build()) {
			dialogue.template().on("chat", Message.class, (message) -> {
				throw new IllegalStateException("on purpose");
			});
			TestClient client = dialogue.connect("a");
			client.join("chat");
			assertThat(client.trigger("chat", "message", Message.of("x")).path("ok").booleanValue()).isTrue();
			dialogue.awaitIdle();
			assertThat(client.events()).hasSize(1);
			assertThat(log.lines()).hasSize(1);
		}
	}

	@Test
	void slowListenerHoldsTriggersOfItsRoomBackAndNoOther() {
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger heard = new AtomicInteger();
		try (TestDialogue dialogue = chat().build()) {
			dialogue.template().on("chat", "free", (message) -> {
				release.await(10, TimeUnit.SECONDS);
				heard.incrementAndGet();
			});
			List<CompletableFuture<?>> triggers = IntStream.range(0, 1100)
				.<CompletableFuture<?>>mapToObj((i) -> dialogue.template().trigger("chat", "free", i))
				.toList();
			TestClient client = dialogue.connect("a");
			client.join("any");
			assertThat(client.trigger("any", "free", 1).path("ok").booleanValue()).isTrue();
			assertThat(triggers.get(1099)).isNotDone();
			release.countDown();
			triggers.forEach(TestClient::await);
			dialogue.awaitIdle();
			assertThat(heard).hasValue(1100);
		}
	}

	@Test
	void stepOfTheApplicationJoinsAtItsOrder() {
		List<String> log = new CopyOnWriteArrayList<>();
		EventStep step = (exchange, next) -> {
			log.add("step " + (exchange.data() instanceof Message));
			return next.proceed(exchange);
		};
		try (TestDialogue dialogue = chat().step(step).hooks(logging("hook", log)).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.trigger("chat", "message", Message.of("x"));
			assertThat(log).startsWith("step true", "hook before");
		}
	}

	@FunctionalInterface
	private interface Ask {

		@Nullable HookDecision of(EventExchange exchange) throws Exception;

	}

}
