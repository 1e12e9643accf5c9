package io.dialogue.membership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.dialogue.broker.InMemoryEventBroker;
import io.dialogue.broker.Replay;
import io.dialogue.broker.ReplayRequest;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.event.EventDefinition;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.testsupport.DelegatingBroker;
import io.dialogue.testsupport.FakeConnection;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients receive that missed something.
 */
class CatchUpTests {

	private static TestDialogue.Builder chat(int historyOnJoin) {
		return TestDialogue.builder()
			.events(EventDefinition.of("a").withHistory(5_000), EventDefinition.of("b").withHistory(5_000),
					EventDefinition.of("few").withHistory(2), EventDefinition.of("live"))
			.maxReplay(5_000)
			.room("chat", (room) -> room.defaultSubscriptions("a", "few", "live").historyOnJoin(historyOnJoin));
	}

	@Test
	void historyOnJoinIsTheNewestOfAllNamesInTrueOrder() {
		try (TestDialogue dialogue = chat(3).build()) {
			IntStream.range(0, 6).forEach((i) -> trigger(dialogue, (i % 2 == 0) ? "a" : "b", i));
			TestClient client = dialogue.connect("c");
			assertThat(client.join("chat").path("offset").longValue()).isEqualTo(6);
			JsonNode history = client.connection().take("dialogue:history");
			assertThat(history.propertyNames()).containsExactly("roomId", "events");
			assertThat(offsets(history.path("events"))).containsExactly(6L, 5L, 4L);
		}
	}

	@Test
	void allHistoryIsSentWhereTheRoomSaysSoAndNoneWhereItIsOffOrEmpty() {
		try (TestDialogue dialogue = chat(RoomDefinition.ALL_HISTORY)
			.room("off", (room) -> room.defaultSubscriptions("a"))
			.build()) {
			TestClient early = dialogue.connect("c");
			early.join("chat");
			IntStream.range(0, 30).forEach((i) -> trigger(dialogue, "a", i));
			TestClient.await(dialogue.template().trigger("off", "a", 1));
			TestClient client = dialogue.connect("c");
			client.join("off");
			client.join("chat");
			assertThat(client.connection().await("dialogue:history", 1)).singleElement()
				.satisfies((history) -> assertThat(history.path("events").size()).isEqualTo(30));
			assertThat(early.connection().messages("dialogue:history")).isEmpty();
		}
	}

	@Test
	void recoveryReplaysTheMissedEventsOfTheSubscriptionsOldestFirst() {
		try (TestDialogue dialogue = chat(5).build()) {
			TestClient client = dialogue.connect("c");
			String epoch = client.join("chat").path("epoch").stringValue();
			IntStream.range(0, 6).forEach((i) -> trigger(dialogue, (i % 2 == 0) ? "a" : "b", i));
			TestClient next = dialogue.connect("c");
			next.send("dialogue:join", since(epoch, 1, "b", "live"));
			JsonNode joined = next.connection().take("dialogue:joined");
			assertThat(joined.propertyNames()).containsExactly("roomId", "roomName", "subscriptions", "epoch", "offset",
					"recovered");
			assertThat(joined.path("recovered").booleanValue()).isTrue();
			assertThat(joined.path("subscriptions").toString()).isEqualTo("[\"b\",\"live\"]");
			assertThat(joined.path("offset").longValue()).isEqualTo(6);
			trigger(dialogue, "a", 7);
			trigger(dialogue, "b", 8);
			dialogue.awaitIdle();
			assertThat(next.events()).extracting((event) -> event.path("offset").longValue())
				.containsExactly(2L, 4L, 6L, 8L);
			assertThat(next.connection().messages("dialogue:history")).isEmpty();
		}
	}

	@Test
	void whatCannotBeRecoveredEndsLikeAFirstJoin() {
		try (TestDialogue dialogue = chat(2).maxReplay(3).build()) {
			String epoch = dialogue.connect("c").join("chat").path("epoch").stringValue();
			IntStream.range(0, 4).forEach((i) -> trigger(dialogue, "a", i));
			IntStream.range(0, 4).forEach((i) -> trigger(dialogue, "few", i));
			assertLost(dialogue, since("another", 1, "a"));
			assertLost(dialogue, since(epoch, 0, "a"));
			assertLost(dialogue, since(epoch, 5, "few"));
			assertLost(dialogue, since(epoch, 5, "*"));
			assertLost(dialogue, since(epoch, 9, "a"));
			TestClient client = dialogue.connect("c");
			assertThat(client.ack("dialogue:join", since(epoch, 6, "few")).path("recovered").booleanValue()).isTrue();
			assertThat(client.connection().await("dialogue:event", 2)).hasSize(2);
		}
	}

	private static void assertLost(TestDialogue dialogue, Map<String, Object> request) {
		TestClient client = dialogue.connect("c");
		JsonNode joined = client.ack("dialogue:join", request);
		assertThat(joined.path("ok").booleanValue()).isTrue();
		assertThat(joined.path("recovered").booleanValue(true)).isFalse();
		assertThat(offsets(client.connection().take("dialogue:history").path("events"))).containsExactly(8L, 7L);
		assertThat(client.events()).isEmpty();
	}

	@Test
	void authorisationRunsAgainAtARecoveryThatTakesASeat() {
		try (TestDialogue dialogue = chat(0).hooks(new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				return HookDecision.reject("no");
			}

		}).build()) {
			TestClient client = dialogue.connect("c");
			assertThat(client.ack("dialogue:join", since("e", 0, "a")).path("code").stringValue())
				.isEqualTo("JOIN_DENIED");
		}
	}

	@RepeatedTest(20)
	void firstJoinWithSinceUnderLiveTrafficHasNeitherGapNorRepetition() {
		try (TestDialogue dialogue = chat(0).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			CompletableFuture<Void> traffic = traffic(dialogue, 300);
			List<TestClient> clients = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				TestClient client = dialogue.connect("c" + i);
				client.send("dialogue:join", since(epoch, 0, "a"));
				clients.add(client);
			}
			TestClient.await(traffic);
			clients.forEach((client) -> assertComplete(client, 300));
		}
	}

	@RepeatedTest(20)
	void repeatedJoinWithSinceUnderLiveTrafficHasNeitherGapNorRepetition() {
		try (TestDialogue dialogue = chat(0).hooks(new ClientHooks() {

			@Override
			public void onConnected(ConnectedClient client) {
				client.join("chat");
			}

		}).build()) {
			TestClient client = dialogue.connect("c");
			String epoch = client.connection().take("dialogue:joined").path("epoch").stringValue();
			CompletableFuture<Void> traffic = traffic(dialogue, 300);
			client.connection().await("dialogue:event", 20);
			List<Long> seen = new ArrayList<>();
			for (int round = 2; round < 6; round++) {
				client.send("dialogue:join", since(epoch, 0, "a"));
				client.connection().await("dialogue:joined", round);
			}
			TestClient.await(traffic);
			dialogue.awaitIdle();
			for (FakeConnection.Received message : client.connection().received()) {
				if (message.name().equals("dialogue:joined")) {
					seen.clear();
				}
				else if (message.name().equals("dialogue:event")) {
					seen.add(message.json().path("offset").longValue());
				}
			}
			assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
		}
	}

	@RepeatedTest(5)
	void joinWithHistoryUnderLiveTrafficHasNeitherGapNorRepetition() {
		try (TestDialogue dialogue = chat(RoomDefinition.ALL_HISTORY).build()) {
			CompletableFuture<Void> traffic = traffic(dialogue, 300);
			TestClient client = dialogue.connect("c");
			client.join("chat");
			TestClient.await(traffic);
			dialogue.awaitIdle();
			List<Long> seen = new ArrayList<>();
			client.connection()
				.messages("dialogue:history")
				.forEach((history) -> seen.addAll(offsets(history.path("events"))));
			Collections.reverse(seen);
			client.events().forEach((event) -> seen.add(event.path("offset").longValue()));
			assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
		}
	}

	@Test
	void moreThanCanBeHeldBackIsReadAgainFromTheLog() {
		SlowBroker broker = new SlowBroker();
		try (TestDialogue dialogue = chat(0).broker(broker).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			broker.gate = new CompletableFuture<>();
			TestClient client = dialogue.connect("c");
			client.send("dialogue:join", since(epoch, 0, "a"));
			await().until(() -> broker.asked);
			IntStream.range(0, 2_000).forEach((i) -> trigger(dialogue, "a", i));
			broker.gate.complete(null);
			assertComplete(client, 2_000);
			trigger(dialogue, "a", 2_000);
			assertComplete(client, 2_001);
		}
	}

	@Test
	void replayIsPacedByTheConnection() {
		try (TestDialogue dialogue = chat(0).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 100).forEach((i) -> trigger(dialogue, "a", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "a"), 11);
			assertThat(client.events()).hasSize(10);
			trigger(dialogue, "a", 100);
			client.connection().window(30);
			client.connection().await("dialogue:event", 40);
			dialogue.awaitIdle();
			assertThat(client.events()).hasSize(40);
			client.connection().window(Integer.MAX_VALUE);
			assertComplete(client, 101);
			trigger(dialogue, "a", 101);
			assertComplete(client, 102);
		}
	}

	@Test
	void historyOnJoinWaitsForTheConnectionToo() {
		try (TestDialogue dialogue = chat(5).build()) {
			trigger(dialogue, "a", 0);
			TestClient client = dialogue.connect("c");
			client.connection().window(1);
			client.join("chat");
			await().until(client.connection()::isAwaited);
			assertThat(client.connection().messages("dialogue:history")).isEmpty();
			client.connection().window(1);
			client.connection().take("dialogue:history");
		}
	}

	@Test
	void historyThatIsTooLargeForOneMessageComesInSeveralAtTheConnectionsPace() {
		try (TestDialogue dialogue = chat(RoomDefinition.ALL_HISTORY).build()) {
			String text = "x".repeat(100_000);
			IntStream.range(0, 12).forEach((i) -> TestClient.await(dialogue.template().trigger("chat", "a", i + text)));
			TestClient client = dialogue.connect("c");
			client.connection().window(2);
			client.join("chat");
			trigger(dialogue, "a", 12);
			client.connection().await("dialogue:history", 1);
			await().until(client.connection()::isAwaited);
			assertThat(client.connection().messages("dialogue:history")).hasSize(1);
			client.connection().window(Integer.MAX_VALUE);
			client.connection().await("dialogue:event", 1);
			List<JsonNode> parts = client.connection().messages("dialogue:history");
			assertThat(parts).extracting((part) -> offsets(part.path("events")))
				.containsExactly(List.of(12L, 11L, 10L, 9L, 8L), List.of(7L, 6L, 5L, 4L, 3L), List.of(2L, 1L));
			assertThat(parts)
				.allSatisfy((part) -> assertThat(part.propertyNames()).containsExactly("roomId", "events"));
			assertThat(client.connection().names()).endsWith("dialogue:history", "dialogue:history", "dialogue:history",
					"dialogue:event");
		}
	}

	@Test
	void eventThatIsTooLargeForAMessageOfHistoryHasOneOfItsOwn() {
		try (TestDialogue dialogue = chat(RoomDefinition.ALL_HISTORY).build()) {
			trigger(dialogue, "a", 0);
			TestClient.await(dialogue.template().trigger("chat", "a", "x".repeat(600_000)));
			trigger(dialogue, "a", 2);
			TestClient client = dialogue.connect("c");
			client.join("chat");
			assertThat(client.connection().await("dialogue:history", 3))
				.extracting((part) -> offsets(part.path("events")))
				.containsExactly(List.of(3L), List.of(2L), List.of(1L));
		}
	}

	@Test
	void whatIsEvictedAfterTheReplayBeganIsReplayedAllTheSame() {
		try (TestDialogue dialogue = brief().build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 50).forEach((i) -> trigger(dialogue, "brief", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "brief"), 4);
			IntStream.range(50, 150).forEach((i) -> trigger(dialogue, "brief", i));
			client.connection().window(Integer.MAX_VALUE);
			assertComplete(client, 150);
		}
	}

	@Test
	void whoFallsBehindMoreThanIsHeldBackIsServedFromTheLog() {
		try (TestDialogue dialogue = chat(0).maxReplay(10).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 10).forEach((i) -> trigger(dialogue, "a", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "a"), 4);
			IntStream.range(10, 3_000).forEach((i) -> trigger(dialogue, "a", i));
			client.connection().window(500);
			client.connection().await("dialogue:event", 500);
			await().until(client.connection()::isAwaited);
			IntStream.range(3_000, 5_000).forEach((i) -> trigger(dialogue, "a", i));
			client.connection().window(Integer.MAX_VALUE);
			assertComplete(client, 5_000);
		}
	}

	@Test
	void whoFallsBehindTheHistoryLosesTheConnectionAndIsToldWhenItComesBack() {
		try (TestDialogue dialogue = brief().build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 50).forEach((i) -> trigger(dialogue, "brief", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "brief"), 4);
			IntStream.range(50, 10_050).forEach((i) -> trigger(dialogue, "brief", i));
			client.connection().window(Integer.MAX_VALUE);
			assertThat(client.connection().awaitClose()).isEqualTo(DisconnectReason.SLOW_CONSUMER);
			assertComplete(client, 50);
			dialogue.awaitIdle();
			assertThat(dialogue.clients().findByUser("c")).isEmpty();
			TestClient again = dialogue.connect("c");
			assertThat(again.ack("dialogue:join", since(epoch, 50, "brief")).path("recovered").booleanValue(true))
				.isFalse();
		}
	}

	@Test
	void unsubscribingWhileReplayingEndsTheReplayOfThatEvent() {
		try (TestDialogue dialogue = chat(0).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 20).forEach((i) -> trigger(dialogue, (i % 2 == 0) ? "a" : "b", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "a", "b"), 5);
			ConnectedClient served = dialogue.clients().find(client.id());
			served.unsubscribe("chat", "a");
			served.subscribe("chat", "few");
			trigger(dialogue, "a", 20);
			trigger(dialogue, "few", 21);
			client.connection().window(Integer.MAX_VALUE);
			client.connection().await("dialogue:event", 4 + 8 + 1);
			dialogue.awaitIdle();
			// One that was on its way already may still come
			assertThat(client.events().stream().skip(5)).extracting((event) -> event.path("event").stringValue())
				.doesNotContain("a")
				.endsWith("b", "few");
		}
	}

	@Test
	void roomThatIsDeletedWhileReplayingEndsTheReplayAndALaterOneIsAnother() {
		try (TestDialogue dialogue = chat(0).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 20).forEach((i) -> trigger(dialogue, "a", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "a"), 5);
			TestClient.await(dialogue.rooms().delete("chat"));
			TestClient.await(
					dialogue.rooms().create(RoomDefinition.builder("chat", "Chat").defaultSubscriptions("a").build()));
			client.connection().window(Integer.MAX_VALUE);
			JsonNode joined = client.ack("dialogue:join", since(epoch, 4, "a"));
			assertThat(joined.path("recovered").booleanValue(true)).isFalse();
			assertThat(joined.path("epoch").stringValue()).isNotEqualTo(epoch);
			assertThat(client.events()).hasSizeLessThanOrEqualTo(5);
			assertThat(client.connection().names()).contains("dialogue:roomDeleted");
		}
	}

	@Test
	void clientThatGoesWhileReplayingLeavesNothingBehind() {
		try (TestDialogue dialogue = chat(0).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 20).forEach((i) -> trigger(dialogue, "a", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "a"), 5);
			client.drop();
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isEqualTo(1);
			assertThat(dialogue.store().size("chat")).isEqualTo(1);
			assertThat(client.connection().isAwaited()).isFalse();
		}
	}

	@Test
	void whatIsAskedForWhileReplayingIsAnsweredAfterwardsInOrder() {
		try (TestDialogue dialogue = chat(0).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 20).forEach((i) -> trigger(dialogue, "a", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "a"), 5);
			CompletableFuture<JsonNode> left = client.ask("dialogue:leave", Map.of("roomId", "chat"));
			dialogue.awaitIdle();
			assertThat(left).isNotDone();
			client.connection().window(Integer.MAX_VALUE);
			assertThat(TestClient.await(left).path("ok").booleanValue()).isTrue();
			assertThat(client.events()).hasSize(20);
		}
	}

	/** A client whose replay stands still because its connection took only so much. */
	private static TestClient recovering(TestDialogue dialogue, Map<String, Object> request, int window) {
		TestClient client = dialogue.connect("c");
		client.connection().window(window);
		client.send("dialogue:join", request);
		await().until(client.connection()::isAwaited);
		return client;
	}

	private static TestDialogue.Builder brief() {
		return TestDialogue.builder()
			.events(EventDefinition.of("brief").withHistory(50))
			.room("chat", (room) -> room.defaultSubscriptions("brief"));
	}

	@Test
	void authorisationRunsAgainAtARecoveryOfAMember() {
		AtomicBoolean allowed = new AtomicBoolean(true);
		try (TestDialogue dialogue = chat(0).hooks(new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				return allowed.get() ? HookDecision.accept() : HookDecision.reject("no more");
			}

		}).build()) {
			TestClient client = dialogue.connect("c");
			String epoch = client.join("chat").path("epoch").stringValue();
			allowed.set(false);
			trigger(dialogue, "a", 1);
			JsonNode refused = client.ack("dialogue:join", since(epoch, 0, "a"));
			assertThat(refused.path("code").stringValue()).isEqualTo("JOIN_DENIED");
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
			dialogue.awaitIdle();
			assertThat(client.events()).hasSize(1);
		}
	}

	@Test
	void recoveryOfAMemberThatIsRemovedMeanwhileIsNotConfirmed() {
		CompletableFuture<Void> pause = new CompletableFuture<>();
		CompletableFuture<Void> reached = new CompletableFuture<>();
		AtomicBoolean again = new AtomicBoolean();
		try (TestDialogue dialogue = chat(0).hooks(new ClientHooks() {

			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				if (again.getAndSet(true)) {
					reached.complete(null);
					TestClient.await(pause);
				}
				return HookDecision.accept();
			}

		}).build()) {
			TestClient client = dialogue.connect("c");
			String epoch = client.join("chat").path("epoch").stringValue();
			CompletableFuture<JsonNode> answer = client.ask("dialogue:join", since(epoch, 0, "a"));
			TestClient.await(reached);
			TestClient.await(dialogue.template().removeFromRoom("chat", "c", "rude"));
			pause.complete(null);
			assertThat(TestClient.await(answer).path("code").stringValue("")).isEqualTo("NOT_A_MEMBER");
			dialogue.awaitIdle();
			assertThat(client.connection().isOpen()).isTrue();
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void joinOfARoomThatIsDeletedBeforeItsLogIsReadIsNotConfirmed() {
		assertUnconfirmed("ROOM_NOT_FOUND", (dialogue) -> TestClient.await(dialogue.template().deleteRoom("chat")));
	}

	@Test
	void joinOfAClientThatIsRemovedBeforeTheLogIsReadIsNotConfirmed() {
		assertUnconfirmed("NOT_A_MEMBER",
				(dialogue) -> TestClient.await(dialogue.template().removeFromRoom("chat", "c", "rude")));
	}

	/** Nobody leaves who was not told that it has joined. */
	private static void assertUnconfirmed(String code, Consumer<TestDialogue> meanwhile) {
		SlowBroker broker = new SlowBroker();
		List<String> calls = new CopyOnWriteArrayList<>();
		try (TestDialogue dialogue = chat(0).broker(broker).hooks(recording(calls)).build()) {
			TestClient client = dialogue.connect("c");
			broker.gate = new CompletableFuture<>();
			CompletableFuture<JsonNode> answer = client.ask("dialogue:join", Map.of("roomId", "chat"));
			await().until(() -> broker.asked);
			meanwhile.accept(dialogue);
			broker.gate.complete(null);
			assertThat(TestClient.await(answer).path("code").stringValue("")).isEqualTo(code);
			dialogue.awaitIdle();
			assertThat(calls).isEmpty();
			assertThat(dialogue.store().size("chat")).isZero();
			assertThat(client.ack("dialogue:listRooms", null).path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void clientThatGoesBeforeItsSeatIsConfirmedLeavesNoRoom() {
		SlowBroker broker = new SlowBroker();
		List<String> calls = new CopyOnWriteArrayList<>();
		try (TestDialogue dialogue = chat(0).broker(broker).hooks(recording(calls)).build()) {
			TestClient client = dialogue.connect("c");
			broker.gate = new CompletableFuture<>();
			client.send("dialogue:join", Map.of("roomId", "chat"));
			await().until(() -> broker.asked);
			client.drop();
			broker.gate.complete(null);
			await().until(() -> dialogue.clients().size() == 0);
			assertThat(calls).isEmpty();
			assertThat(dialogue.store().size("chat")).isZero();
		}
	}

	private static ClientHooks recording(List<String> calls) {
		return new ClientHooks() {

			@Override
			public void onJoined(ConnectedClient client, Room room) {
				calls.add("joined");
			}

			@Override
			public void onLeft(ConnectedClient client, String roomId) {
				calls.add("left");
			}

		};
	}

	@Test
	void recoveryOfAMemberThatFailsEndsItsConnection() {
		SlowBroker broker = new SlowBroker();
		try (TestDialogue dialogue = chat(0).broker(broker).build()) {
			TestClient client = dialogue.connect("c");
			String epoch = client.join("chat").path("epoch").stringValue();
			broker.gate = CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
			client.send("dialogue:join", since(epoch, 0, "a"));
			assertThat(client.connection().awaitClose()).isEqualTo(DisconnectReason.TRANSPORT_ERROR);
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isZero();
			assertThat(dialogue.store().size("chat")).isZero();
		}
	}

	@Test
	void recoveryThatFailsAfterItWasConfirmedEndsTheConnection() {
		SlowBroker broker = new SlowBroker();
		try (TestDialogue dialogue = chat(0).broker(broker).build()) {
			String epoch = dialogue.connect("observer").join("chat").path("epoch").stringValue();
			IntStream.range(0, 10).forEach((i) -> trigger(dialogue, "a", i));
			TestClient client = recovering(dialogue, since(epoch, 0, "a"), 4);
			IntStream.range(10, 2_000).forEach((i) -> trigger(dialogue, "a", i));
			broker.gate = CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
			client.connection().window(Integer.MAX_VALUE);
			assertThat(client.connection().awaitClose()).isEqualTo(DisconnectReason.TRANSPORT_ERROR);
			dialogue.awaitIdle();
			assertThat(dialogue.store().size("chat")).isEqualTo(1);
		}
	}

	@Test
	void brokerThatFailsLeavesNoSeatBehind() {
		SlowBroker broker = new SlowBroker();
		try (TestDialogue dialogue = chat(0).broker(broker).build()) {
			TestClient client = dialogue.connect("c");
			broker.gate = CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
			assertThat(client.join("chat").path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
			assertThat(dialogue.store().size("chat")).isZero();
			assertThat(dialogue.rooms().find("chat").participants()).isEmpty();
			broker.gate = CompletableFuture.completedFuture(null);
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
			assertThat(dialogue.store().size("chat")).isEqualTo(1);
		}
	}

	private static void assertComplete(TestClient client, int count) {
		List<JsonNode> events = client.connection().await("dialogue:event", count);
		assertThat(events).extracting((event) -> event.path("offset").longValue())
			.isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
		assertThat(client.connection().messages("dialogue:joined").get(0).path("recovered").booleanValue()).isTrue();
	}

	private static CompletableFuture<Void> traffic(TestDialogue dialogue, int count) {
		return CompletableFuture.runAsync(() -> IntStream.range(0, count).forEach((i) -> trigger(dialogue, "a", i)));
	}

	private static void trigger(TestDialogue dialogue, String event, int i) {
		TestClient.await(dialogue.template().trigger("chat", event, i));
	}

	private static Map<String, Object> since(String epoch, long offset, String... subscriptions) {
		return Map.of("roomId", "chat", "since", Map.of("epoch", epoch, "offset", offset), "subscriptions",
				List.of(subscriptions));
	}

	private static List<Long> offsets(JsonNode events) {
		return events.valueStream().map((event) -> event.path("offset").longValue()).toList();
	}

	/** Reads the log at once and answers later, as a broker across the network does. */
	private static final class SlowBroker extends DelegatingBroker {

		private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

		private volatile boolean asked;

		private SlowBroker() {
			super(new InMemoryEventBroker());
		}

		@Override
		public CompletionStage<Replay> since(ReplayRequest request) {
			CompletionStage<Replay> replay = super.since(request);
			this.asked = this.asked || !this.gate.isDone();
			return this.gate.thenCompose((done) -> replay);
		}

	}

}
