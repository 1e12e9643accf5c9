package io.dialogue.membership;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.AdditionalAnswers;
import tools.jackson.databind.JsonNode;

import io.dialogue.access.AccessAction;
import io.dialogue.access.AccessRule;
import io.dialogue.access.RoomAccess;
import io.dialogue.client.ClientLimits;
import io.dialogue.client.ConnectedClient;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.error.Incident;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.RoomHooks;
import io.dialogue.room.Room;
import io.dialogue.room.RoomIdPattern;
import io.dialogue.room.RoomSettings;
import io.dialogue.room.RoomTemplate;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Rooms that a template provides for: how they come and go.
 */
class RoomFamilyTests {

	private static final RoomSettings SETTINGS = RoomSettings.DEFAULTS.withEvents(List.of("*"))
		.withDefaultSubscriptions(List.of("*"))
		.withAnnounced(false);

	private final List<String> life = new CopyOnWriteArrayList<>();

	private static RoomTemplate games(int maxRooms, int perCreator, @Nullable Duration idleTtl) {
		return new RoomTemplate(RoomIdPattern.parse("game-{gameId}"), "Game {gameId}",
				SETTINGS.withExclusiveGroup("game"), true, maxRooms, perCreator, idleTtl);
	}

	private static RoomTemplate users() {
		return RoomTemplate.of("user-{userId}", "User",
				SETTINGS.withAccess(RoomAccess.DEFAULTS.with(AccessAction.SEE, AccessRule.of("user:{userId}"))));
	}

	private TestDialogue.Builder open(RoomTemplate... templates) {
		return TestDialogue.builder().events(Message.class).templates(templates).hooks(new RoomHooks() {
			@Override
			public void onCreated(Room room) {
				RoomFamilyTests.this.life.add("+" + room.id() + room.variables());
			}

			@Override
			public void onDeleted(String roomId) {
				RoomFamilyTests.this.life.add("-" + roomId);
			}
		});
	}

	@Test
	void roomIsCreatedByTheFirstJoinAndToldToNobodyElse() {
		try (TestDialogue dialogue = open(games(10, 10, null)).build()) {
			TestClient other = dialogue.connect("ben");
			TestClient ann = dialogue.connect("ann");
			assertThat(ann.join("game-7").path("roomName").stringValue()).isEqualTo("Game 7");
			other.join("game-7");
			dialogue.awaitIdle();
			assertThat(this.life).containsExactly("+game-7{gameId=7}");
			Room room = dialogue.template().room("game-7");
			assertThat(room).isNotNull();
			assertThat(room.createdById()).isEqualTo("ann");
			assertThat(room.definition().label()).isEqualTo("game-{gameId}");
			assertThat(other.connection().names()).doesNotContain("dialogue:roomCreated");
			assertThat(other.ack("dialogue:listRooms", null).path("rooms").size()).isZero();
			assertThat(other.ack("dialogue:deleteRoom", Map.of("roomId", "game-7")).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			assertThat(ann.ack("dialogue:deleteRoom", Map.of("roomId", "game-7")).path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void onlyTheUserGetsIntoTheRoomOfTheUser() {
		try (TestDialogue dialogue = open(users()).build()) {
			TestClient eve = dialogue.connect("eve");
			assertThat(eve.join("user-ann").path("code").stringValue()).isEqualTo("ROOM_NOT_FOUND");
			assertThat(dialogue.template().rooms()).isEmpty();
			assertThat(dialogue.connect("ann").join("user-ann").path("ok").booleanValue()).isTrue();
			assertThat(eve.join("user-ann").toString())
				.isEqualTo("{\"ok\":false,\"code\":\"ROOM_NOT_FOUND\",\"message\":\"Room 'user-ann' does not exist\"}");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "user-", "user-{userId}", "user-eve:ann", "user-eve ann", "user-eve/../ann", "user-*",
			"user-eve\nann", "user-%61nn", "USER-ann", "user-ann\u0000", "game-x:y", "xgame-1" })
	void idThatIsNoneOfTheFamilyCreatesNothing(String id) {
		try (TestDialogue dialogue = open(users(), games(10, 10, null)).build()) {
			assertThat(dialogue.connect("ann").join(id).path("code").stringValue()).isIn("ROOM_NOT_FOUND",
					"INVALID_REQUEST");
			assertThat(dialogue.template().rooms()).isEmpty();
		}
	}

	@Test
	void refusedJoinCreatesNoRoom() {
		try (TestDialogue dialogue = open(games(10, 10, null)).hooks(new ClientHooks() {
			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				return HookDecision.reject("no " + room.variables());
			}
		}).build()) {
			assertThat(dialogue.connect("ann").join("game-1").path("message").stringValue()).isEqualTo("no {gameId=1}");
			assertThat(dialogue.template().rooms()).isEmpty();
		}
	}

	@Test
	void joinBeyondTheClientsRoomsCreatesNoRoom() {
		try (TestDialogue dialogue = open(games(10, 10, null)).room("lobby")
			.clientLimits(new ClientLimits(1, 3, 100, 10, null))
			.build()) {
			TestClient ann = dialogue.connect("ann");
			ann.join("lobby");
			assertThat(ann.join("game-1").path("code").stringValue("")).isEqualTo("RATE_LIMITED");
			assertThat(dialogue.template().clients("ann").get(0).join("game-1")).isCompletedExceptionally();
			assertThat(dialogue.template().rooms()).extracting(Room::id).containsExactly("lobby");
		}
	}

	@Test
	void roomThatAnotherCreatedMeanwhileIsAuthorisedAnew() {
		RoomTemplate own = RoomTemplate.of("own-{id}", "Own",
				SETTINGS.withAccess(RoomAccess.DEFAULTS.with(AccessAction.JOIN, AccessRule.of("creator"))));
		Pause pause = new Pause("ann");
		try (TestDialogue dialogue = open(own).hooks(pause).build()) {
			CompletableFuture<JsonNode> join = dialogue.connect("ann").ask("dialogue:join", Map.of("roomId", "own-1"));
			pause.awaitReached();
			assertThat(dialogue.connect("ben").join("own-1").path("ok").booleanValue()).isTrue();
			pause.end();
			assertThat(TestClient.await(join).path("code").stringValue("")).isEqualTo("JOIN_DENIED");
			assertThat(dialogue.rooms().find("own-1").participants()).extracting(ConnectedClient::userId)
				.containsExactly("ben");
		}
	}

	@Test
	void roomThatWasDeletedMeanwhileIsNotCreatedInItsCreatorsName() {
		Pause pause = new Pause("ann");
		try (TestDialogue dialogue = open(games(10, 10, null)).hooks(pause).build()) {
			dialogue.connect("ben").join("game-1");
			CompletableFuture<JsonNode> join = dialogue.connect("ann").ask("dialogue:join", Map.of("roomId", "game-1"));
			pause.awaitReached();
			TestClient.await(dialogue.template().deleteRoom("game-1"));
			pause.end();
			assertThat(TestClient.await(join).path("ok").booleanValue()).isTrue();
			assertThat(dialogue.rooms().find("game-1").createdById()).isEqualTo("ann");
		}
	}

	@RepeatedTest(5)
	void joinsAtOnceCreateOneRoom() {
		try (TestDialogue dialogue = open(games(1, 1, null)).build()) {
			List<TestClient> clients = clients(dialogue, 50);
			assertThat(joinAll(clients, (i) -> "game-1")).allMatch((it) -> it.path("ok").booleanValue());
			dialogue.awaitIdle();
			assertThat(this.life).hasSize(1);
			assertThat(dialogue.template().rooms()).hasSize(1).allMatch((room) -> room.size() == 50);
		}
	}

	@RepeatedTest(5)
	void maxRoomsHoldsExactlyInARace() {
		try (TestDialogue dialogue = open(games(10, 100, null)).build()) {
			List<JsonNode> answers = joinAll(clients(dialogue, 50), (i) -> "game-" + i);
			assertThat(answers).filteredOn((it) -> it.path("ok").booleanValue()).hasSize(10);
			assertThat(answers).filteredOn((it) -> it.path("code").stringValue("").equals("RATE_LIMITED")).hasSize(40);
			assertThat(dialogue.template().rooms()).hasSize(10);
		}
	}

	@Test
	void oneUserCreatesSoManyAndMoreAfterDeleting() {
		try (TestDialogue dialogue = open(games(10, 2, null)).build()) {
			TestClient ann = dialogue.connect("ann");
			ann.join("game-1");
			ann.join("game-2");
			assertThat(ann.join("game-3").path("code").stringValue()).isEqualTo("RATE_LIMITED");
			assertThat(dialogue.connect("ben").join("game-3").path("ok").booleanValue()).isTrue();
			ann.ack("dialogue:deleteRoom", Map.of("roomId", "game-1"));
			assertThat(ann.join("game-4").path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void roomGoesSomeTimeAfterTheLastHasLeft() {
		try (TestDialogue dialogue = open(games(10, 10, Duration.ofMillis(300))).build()) {
			TestClient ann = dialogue.connect("ann");
			ann.join("game-1");
			TestClient ben = dialogue.connect("ben");
			ben.join("game-2");
			ann.ack("dialogue:leave", Map.of("roomId", "game-1"));
			assertThat(ann.join("game-1").path("ok").booleanValue()).isTrue();
			ben.drop();
			await().until(() -> this.life.contains("-game-2"));
			assertThat(dialogue.template().room("game-1")).isNotNull();
			ann.drop();
			await().until(() -> dialogue.template().rooms().isEmpty());
		}
	}

	@Test
	void roomThatNobodyJoinsGoesToo() {
		try (TestDialogue dialogue = open(games(10, 10, Duration.ofMillis(1))).build()) {
			TestClient.await(dialogue.template().createRoom("game-1"));
			assertThat(dialogue.template().createRoom("nothing")).isCompletedExceptionally();
			await().until(() -> this.life.contains("-game-1"));
		}
	}

	@Test
	void storeThatFailsOnceKeepsNoRoomForEver() {
		MembershipStore store = mock(MembershipStore.class,
				AdditionalAnswers.delegatesTo(new InMemoryMembershipStore()));
		willThrow(new IllegalStateException("on purpose")).willReturn(0).given(store).size("game-1");
		try (TestDialogue dialogue = open(games(10, 10, Duration.ofMillis(1))).store(store).build()) {
			TestClient.await(dialogue.template().createRoom("game-1"));
			await().until(() -> this.life.contains("-game-1"));
			TestClient.await(dialogue.template().createRoom("game-2"));
			await().until(() -> this.life.contains("-game-2"));
		}
	}

	/** Rooms go as soon as they are empty, while clients come and go without a pause. */
	@Test
	void joinThatMeetsTheEndOfARoomGetsAnother() {
		try (TestDialogue dialogue = open(games(1, 1, Duration.ofMillis(1))).build()) {
			List<TestClient> clients = clients(dialogue, 4);
			AtomicInteger joins = new AtomicInteger();
			await().pollInterval((count, previous) -> Duration.ofMillis(1 + count % 5)).until(() -> {
				assertThat(joinAll(clients, (i) -> "game-1")).allMatch((it) -> it.path("ok").booleanValue());
				clients.forEach((client) -> client.ack("dialogue:leave", Map.of("roomId", "game-1")));
				joins.incrementAndGet();
				return this.life.stream().filter((entry) -> entry.startsWith("-")).count() >= 5;
			});
			assertThat(joins).hasPositiveValue();
		}
	}

	@Test
	void joiningOneOfAGroupLeavesTheOther() {
		try (TestDialogue dialogue = open(games(10, 10, null))
			.room("arena", (room) -> room.exclusiveGroup("game").maxSize(1))
			.room("lobby")
			.build()) {
			TestClient ann = dialogue.connect("ann");
			ann.join("lobby");
			ann.join("game-1");
			assertThat(ann.join("game-2").path("ok").booleanValue()).isTrue();
			JsonNode left = ann.connection().take("dialogue:left");
			assertThat(left.path("roomId").stringValue()).isEqualTo("game-1");
			assertThat(left.path("reason").stringValue()).isEqualTo("joined another room");
			assertThat(dialogue.template().clientRooms("ann").ids()).containsExactly("lobby", "game-2");
			dialogue.connect("ben").join("arena");
			assertThat(ann.join("arena").path("code").stringValue()).isEqualTo("ROOM_FULL");
			assertThat(ann.trigger("game-2", "message", Message.of("x")).path("recipients").intValue()).isEqualTo(1);
		}
	}

	@RepeatedTest(3)
	void clientIsNeverInTwoRoomsOfAGroup() {
		try (TestDialogue dialogue = open(games(10, 10, null)).build()) {
			TestClient ann = dialogue.connect("ann");
			ConnectedClient client = dialogue.template().clients("ann").get(0);
			CompletableFuture<?>[] joins = IntStream.range(0, 10).mapToObj((i) -> {
				CompletableFuture<?> join = (i % 2 == 0) ? client.join("game-" + i).exceptionally(this::overtaken)
						: ann.ask("dialogue:join", Map.of("roomId", "game-" + i));
				assertThat(client.rooms()).hasSizeLessThanOrEqualTo(1);
				return join;
			}).toArray(CompletableFuture<?>[]::new);
			TestClient.await(CompletableFuture.allOf(joins));
			dialogue.awaitIdle();
			assertThat(client.rooms()).hasSize(1);
			assertThat(dialogue.template().rooms().stream().mapToInt(Room::size).sum()).isEqualTo(1);
		}
	}

	/** Another join of the group took the seat away before it was confirmed. */
	private @Nullable Void overtaken(Throwable failure) {
		assertThat(Incident.cause(failure)).isInstanceOfSatisfying(DialogueException.class,
				(refusal) -> assertThat(refusal.code()).isEqualTo(ErrorCode.NOT_A_MEMBER));
		return null;
	}

	private static List<TestClient> clients(TestDialogue dialogue, int count) {
		return IntStream.range(0, count).mapToObj((i) -> dialogue.connect("u" + i)).toList();
	}

	private static List<JsonNode> joinAll(List<TestClient> clients, IntFunction<String> roomId) {
		List<CompletableFuture<JsonNode>> answers = IntStream.range(0, clients.size())
			.mapToObj((i) -> clients.get(i).ask("dialogue:join", Map.of("roomId", roomId.apply(i))))
			.toList();
		return answers.stream().map(TestClient::await).toList();
	}

	/** Lets a user's joins wait before they are decided. */
	private static final class Pause implements ClientHooks {

		private final CountDownLatch reached = new CountDownLatch(1);

		private final CountDownLatch ended = new CountDownLatch(1);

		private final String userId;

		private Pause(String userId) {
			this.userId = userId;
		}

		@Override
		public HookDecision beforeJoin(ConnectedClient client, Room room) throws Exception {
			if (client.userId().equals(this.userId)) {
				this.reached.countDown();
				assertThat(this.ended.await(10, TimeUnit.SECONDS)).isTrue();
			}
			return HookDecision.accept();
		}

		private void awaitReached() {
			await().until(() -> this.reached.getCount() == 0);
		}

		private void end() {
			this.ended.countDown();
		}

	}

}
