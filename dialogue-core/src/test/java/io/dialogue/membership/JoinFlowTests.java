package io.dialogue.membership;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientLimits;
import io.dialogue.client.ConnectedClient;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;
import io.dialogue.testsupport.LogCapture;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;
import io.dialogue.testsupport.Typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How clients join and leave.
 */
class JoinFlowTests {

	private static TestDialogue.Builder chat() {
		return TestDialogue.builder()
			.events(Message.class, Typing.class)
			.room("chat", (room) -> room.events("*").defaultSubscriptions("message").maxSize(10).historyOnJoin(5));
	}

	@Test
	void joinedTellsRoomSubscriptionsAndPlaceInHistory() {
		try (TestDialogue dialogue = chat().build()) {
			JsonNode joined = dialogue.connect("a").join("chat");
			assertThat(joined.propertyNames()).containsExactly("ok", "roomId", "roomName", "subscriptions", "epoch",
					"offset");
			assertThat(joined.path("subscriptions").toString()).isEqualTo("[\"message\"]");
			assertThat(joined.path("offset").longValue()).isZero();
		}
	}

	@Test
	void unknownRoomIsNotFound() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			assertThat(client.join("nowhere").toString())
				.isEqualTo("{\"ok\":false,\"code\":\"ROOM_NOT_FOUND\",\"message\":\"Room 'nowhere' does not exist\"}");
			client.send("dialogue:join", Map.of("roomId", "nowhere"));
			assertThat(client.connection().take("dialogue:error").toString())
				.isEqualTo("{\"code\":\"ROOM_NOT_FOUND\",\"message\":\"Room 'nowhere' does not exist\"}");
		}
	}

	@RepeatedTest(3)
	void exactlyTenOfTwoHundredRacingClientsGetIn() {
		try (TestDialogue dialogue = chat().build()) {
			List<TestClient> clients = IntStream.range(0, 200).mapToObj((i) -> dialogue.connect("u" + i)).toList();
			List<CompletableFuture<JsonNode>> answers = clients.stream()
				.map((client) -> client.ask("dialogue:join", Map.of("roomId", "chat")))
				.toList();
			List<JsonNode> all = answers.stream().map(TestClient::await).toList();
			assertThat(all).filteredOn((it) -> it.path("ok").booleanValue()).hasSize(10);
			assertThat(all).filteredOn((it) -> it.path("code").stringValue("").equals("ROOM_FULL"))
				.hasSize(190)
				.allSatisfy(
						(it) -> assertThat(it.path("message").stringValue()).isEqualTo("Room 'chat' is at capacity"));
			assertThat(dialogue.rooms().find("chat").size()).isEqualTo(10);
			assertThat(dialogue.rooms().find("chat").participants()).hasSize(10);
			clients.forEach(TestClient::drop);
			dialogue.awaitIdle();
			assertThat(dialogue.rooms().find("chat").size()).isZero();
		}
	}

	@Test
	void secondJoinConfirmsAgainWithoutHooksHistoryOrSecondSeat() {
		AtomicInteger hooks = new AtomicInteger();
		ClientHooks counting = new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				hooks.incrementAndGet();
				return HookDecision.accept();
			}

			@Override
			public void onJoined(ConnectedClient client, Room room) {
				hooks.incrementAndGet();
			}

		};
		try (TestDialogue dialogue = chat().hooks(counting).build()) {
			TestClient.await(dialogue.template().trigger("chat", Message.of("before")));
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.ack("dialogue:subscribe", Map.of("roomId", "chat", "eventName", "typing"));
			JsonNode again = client.join("chat");
			assertThat(again.path("ok").booleanValue()).isTrue();
			assertThat(again.path("subscriptions").toString()).isEqualTo("[\"message\",\"typing\"]");
			dialogue.awaitIdle();
			assertThat(hooks).hasValue(2);
			assertThat(client.connection().messages("dialogue:history")).hasSize(1);
			assertThat(dialogue.rooms().find("chat").size()).isEqualTo(1);
		}
	}

	@Test
	void hooksRunInOrderAroundTheConfirmation() {
		List<String> log = new CopyOnWriteArrayList<>();
		try (TestDialogue dialogue = chat().hooks(logging("1", log), logging("2", log)).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.ack("dialogue:leave", Map.of("roomId", "chat"));
			dialogue.awaitIdle();
			assertThat(log).containsExactly("1 connected", "2 connected", "1 before", "2 before", "1 joined true",
					"2 joined true", "1 left", "2 left");
		}
	}

	private static ClientHooks logging(String name, List<String> log) {
		return new ClientHooks() {

			@Override
			public void onConnected(ConnectedClient client) {
				log.add(name + " connected");
			}

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				log.add(name + " before");
				return HookDecision.accept();
			}

			@Override
			public void onJoined(ConnectedClient client, Room room) {
				log.add(name + " joined " + client.isIn(room.id()));
			}

			@Override
			public void onLeft(ConnectedClient client, String roomId) {
				log.add(name + " left");
			}

		};
	}

	@Test
	void beforeJoinRefusesWithItsReason() {
		try (TestDialogue dialogue = chat().hooks(before((client) -> HookDecision.reject("Members only"))).build()) {
			assertThat(dialogue.connect("a").join("chat").toString())
				.isEqualTo("{\"ok\":false,\"code\":\"JOIN_DENIED\",\"message\":\"Members only\"}");
			assertThat(dialogue.rooms().find("chat").size()).isZero();
		}
	}

	@Test
	void beforeJoinThatThrowsOrReturnsNullRefusesWithoutCauseAndLogsOneLine() {
		for (Throwable thrown : new Throwable[] { new IllegalStateException("secret"), new StackOverflowError(),
				new AssertionError("secret"), new NoClassDefFoundError("secret") }) {
			assertIncident(before((client) -> sneakyThrow(thrown)));
		}
		assertIncident(before((client) -> null));
	}

	private static void assertIncident(ClientHooks hooks) {
		try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().hooks(hooks).build()) {
			TestClient client = dialogue.connect("a");
			JsonNode answer = client.join("chat");
			assertThat(answer.path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
			assertThat(answer.path("message").stringValue()).matches("Something went wrong \\(incident [0-9a-f]+\\)");
			assertThat(client.ack("dialogue:listRooms", null).path("ok").booleanValue()).isTrue();
			dialogue.awaitIdle();
			assertThat(log.lines()).hasSize(1);
		}
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable, R> R sneakyThrow(Throwable thrown) throws T {
		throw (T) thrown;
	}

	private static ClientHooks before(Ask ask) {
		return new ClientHooks() {

			@Override
			public @Nullable HookDecision beforeJoin(ConnectedClient client, Room room) throws Exception {
				return ask.of(client);
			}

		};
	}

	@Test
	void onJoinedThatThrowsIsLoggedAndHarmsNobody() {
		ClientHooks failing = new ClientHooks() {

			@Override
			public void onJoined(ConnectedClient client, Room room) {
				throw new IllegalStateException("on purpose");
			}

		};
		try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().hooks(failing).build()) {
			TestClient client = dialogue.connect("a");
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
			assertThat(client.trigger("chat", "message", Message.of("x")).path("recipients").intValue()).isEqualTo(1);
			assertThat(log.lines()).hasSize(1);
		}
	}

	@Test
	void hookThatBlocksHoldsUpItsClientOnly() {
		CountDownLatch release = new CountDownLatch(1);
		ClientHooks slow = before((client) -> {
			if (client.userId().equals("slow")) {
				release.await(10, TimeUnit.SECONDS);
			}
			return HookDecision.accept();
		});
		try (TestDialogue dialogue = chat().hooks(slow).build()) {
			TestClient held = dialogue.connect("slow");
			CompletableFuture<JsonNode> join = held.ask("dialogue:join", Map.of("roomId", "chat"));
			CompletableFuture<JsonNode> next = held.ask("dialogue:listRooms", null);
			TestClient other = dialogue.connect("other");
			assertThat(other.join("chat").path("ok").booleanValue()).isTrue();
			assertThat(join).isNotDone();
			assertThat(next).isNotDone();
			release.countDown();
			assertThat(TestClient.await(join).path("ok").booleanValue()).isTrue();
			assertThat(TestClient.await(next).path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void serverSideJoinSkipsBeforeJoinOnly() {
		List<String> log = new CopyOnWriteArrayList<>();
		ClientHooks joining = new ClientHooks() {

			@Override
			public void onConnected(ConnectedClient client) {
				client.join("chat");
			}

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				return HookDecision.reject("no");
			}

			@Override
			public void onJoined(ConnectedClient client, Room room) {
				log.add("joined " + room.id());
			}

		};
		try (TestDialogue dialogue = chat().hooks(joining).build()) {
			TestClient.await(dialogue.template().trigger("chat", Message.of("before")));
			TestClient client = dialogue.connect("a");
			client.connection().take("dialogue:history");
			dialogue.awaitIdle();
			assertThat(client.connection().names()).containsExactly("dialogue:connected", "dialogue:joined",
					"dialogue:history");
			assertThat(log).containsExactly("joined chat");
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
			assertThat(log).hasSize(1);
		}
	}

	@Test
	void serverSideJoinOfAFullOrMissingRoomFails() {
		try (TestDialogue dialogue = TestDialogue.builder().room("one", (room) -> room.maxSize(1)).build()) {
			dialogue.connect("a").join("one");
			TestClient late = dialogue.connect("b");
			ConnectedClient client = dialogue.clients().find(late.id());
			assertRefused(client.join("one"), ErrorCode.ROOM_FULL);
			assertRefused(client.join("nowhere"), ErrorCode.ROOM_NOT_FOUND);
			assertThat(client.rooms()).isEmpty();
		}
	}

	private static void assertRefused(CompletableFuture<?> future, ErrorCode code) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> future.get(10, TimeUnit.SECONDS))
			.satisfies((ex) -> assertThat(ex.getCause()).isInstanceOfSatisfying(DialogueException.class,
					(refusal) -> assertThat(refusal.code()).isEqualTo(code)));
	}

	@Test
	void leavingIsConfirmedOnceAndSilentWithoutSeat() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			client.connection().clear();
			client.send("dialogue:leave", Map.of("roomId", "chat"));
			client.send("dialogue:leave", Map.of("roomId", "chat"));
			client.send("dialogue:leave", Map.of("roomId", "nowhere"));
			assertThat(client.connection().take("dialogue:left").toString()).isEqualTo("{\"roomId\":\"chat\"}");
			assertThat(client.ack("dialogue:leave", Map.of("roomId", "chat")).toString()).isEqualTo("{\"ok\":true}");
			dialogue.awaitIdle();
			assertThat(client.connection().names()).containsExactly("dialogue:left", "ack");
			assertThat(dialogue.rooms().find("chat").size()).isZero();
		}
	}

	@Test
	void seatIsFreeAgainAfterLeaving() {
		try (TestDialogue dialogue = TestDialogue.builder().room("one", (room) -> room.maxSize(1)).build()) {
			TestClient first = dialogue.connect("a");
			TestClient second = dialogue.connect("b");
			first.join("one");
			assertThat(second.join("one").path("code").stringValue()).isEqualTo("ROOM_FULL");
			first.ack("dialogue:leave", Map.of("roomId", "one"));
			assertThat(second.join("one").path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void clientMayBeInSoManyRoomsOnly() {
		try (TestDialogue dialogue = TestDialogue.builder()
			.room("r1")
			.room("r2")
			.room("r3")
			.clientLimits(new ClientLimits(2, 3, 100, 10, null))
			.build()) {
			TestClient client = dialogue.connect("a");
			client.join("r1");
			client.join("r2");
			assertThat(client.join("r3").path("code").stringValue()).isEqualTo("RATE_LIMITED");
			client.ack("dialogue:leave", Map.of("roomId", "r1"));
			assertThat(client.join("r3").path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void joinOfAClientThatHasGoneMeanwhileGivesTheSeatBackAndEnds() {
		SlowStore store = new SlowStore();
		try (TestDialogue dialogue = chat().store(store).build()) {
			TestClient client = dialogue.connect("a");
			ConnectedClient server = dialogue.clients().find(client.id());
			store.hold();
			client.send("dialogue:join", Map.of("roomId", "chat"));
			store.awaitAsked();
			CompletableFuture<Void> again = server.join("chat");
			client.drop();
			CompletableFuture<TriggerResult> unused = dialogue.template().trigger("chat", Message.of("x"));
			TestClient.await(unused);
			store.release();
			assertRefused(again, ErrorCode.NOT_A_MEMBER);
			assertRefused(server.join("chat"), ErrorCode.NOT_A_MEMBER);
			dialogue.awaitIdle();
			assertThat(store.size("chat")).isZero();
			assertThat(dialogue.clients().size()).isZero();
		}
	}

	@RepeatedTest(20)
	void clientThatLeavesAndJoinsOnSeveralThreadsHasItsSeatCounted() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect("a");
			ConnectedClient server = dialogue.clients().find(client.id());
			CompletableFuture<?>[] racing = IntStream.range(0, 4)
				.mapToObj((thread) -> CompletableFuture.runAsync(() -> {
					for (int i = 0; i < 100; i++) {
						server.join("chat");
						server.leave("chat");
					}
				}))
				.toArray(CompletableFuture[]::new);
			TestClient.await(CompletableFuture.allOf(racing));
			TestClient.await(server.join("chat"));
			assertThat(dialogue.store().size("chat")).isEqualTo(1);
			assertThat(dialogue.rooms().find("chat").participants()).hasSize(1);
			TestClient.await(server.leave("chat"));
			assertThat(dialogue.store().size("chat")).isZero();
			assertThat(dialogue.rooms().find("chat").participants()).isEmpty();
		}
	}

	@Test
	void joinDuringAnAsynchronousLeaveTakesANewSeat() {
		SlowStore store = new SlowStore();
		try (TestDialogue dialogue = chat().store(store).build()) {
			TestClient client = dialogue.connect("a");
			client.join("chat");
			ConnectedClient server = dialogue.clients().find(client.id());
			store.hold();
			CompletableFuture<Boolean> left = server.leave("chat");
			CompletableFuture<Void> joined = server.join("chat");
			assertThat(server.isIn("chat")).isFalse();
			store.release();
			assertThat(TestClient.await(left)).isTrue();
			TestClient.await(joined);
			assertThat(server.isIn("chat")).isTrue();
			assertThat(store.size("chat")).isEqualTo(1);
		}
	}

	@Test
	void storeThatThrowsFailsTheJoinAndTheNextOneIsAskedAnew() {
		SlowStore store = new SlowStore();
		try (TestDialogue dialogue = chat().store(store).build()) {
			TestClient client = dialogue.connect("a");
			store.broken = true;
			assertThat(client.join("chat").path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
			store.broken = false;
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
		}
	}

	@FunctionalInterface
	private interface Ask {

		@Nullable HookDecision of(ConnectedClient client) throws Exception;

	}

	/** Answers later where told so, as a store across the network does. */
	private static final class SlowStore implements MembershipStore {

		private final InMemoryMembershipStore delegate = new InMemoryMembershipStore();

		private final CountDownLatch asked = new CountDownLatch(1);

		private volatile boolean broken;

		private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

		void hold() {
			this.gate = new CompletableFuture<>();
		}

		void release() {
			this.gate.complete(null);
		}

		void awaitAsked() {
			try {
				assertThat(this.asked.await(10, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public CompletionStage<SeatResult> tryJoin(String roomId, String clientId, @Nullable Integer limit) {
			if (this.broken) {
				throw new IllegalStateException("on purpose");
			}
			CompletableFuture<Void> current = this.gate;
			if (!current.isDone()) {
				this.asked.countDown();
			}
			return current.thenCompose((done) -> this.delegate.tryJoin(roomId, clientId, limit));
		}

		@Override
		public CompletionStage<Boolean> leave(String roomId, String clientId) {
			return this.gate.thenCompose((done) -> this.delegate.leave(roomId, clientId));
		}

		@Override
		public CompletionStage<?> clear(String roomId) {
			return this.delegate.clear(roomId);
		}

		@Override
		public int size(String roomId) {
			return this.delegate.size(roomId);
		}

	}

}
