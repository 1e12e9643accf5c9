package io.dialogue.membership;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.access.AccessAction;
import io.dialogue.access.AccessRule;
import io.dialogue.access.RoomAccess;
import io.dialogue.client.ClientIdentity;
import io.dialogue.client.ConnectedClient;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventDefinition;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.testsupport.LogCapture;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;
import io.dialogue.testsupport.Typing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who may do what with rooms, by rules and by authorizers.
 */
class RoomAccessTests {

	private static final RoomAccess STAFF_ONLY = RoomAccess.DEFAULTS.with(AccessAction.SEE,
			AccessRule.of("authority:staff"));

	/** Authorities by user, which a refreshed token brings anew. */
	private final Map<String, Set<String>> authorities = new ConcurrentHashMap<>(Map.of("boss", Set.of("staff")));

	private TestDialogue.Builder open() {
		return TestDialogue.builder()
			.events(Message.class)
			.events(EventDefinition.of(Typing.class).withTrigger(AccessRule.of("authority:staff")))
			.authenticator((handshake) -> {
				String user = String.valueOf(handshake.auth().get("userId"));
				return AuthenticationResult
					.accept(ClientIdentity.of(user).withAuthorities(this.authorities.getOrDefault(user, Set.of())));
			})
			.room("lobby", (room) -> room.events("*").defaultSubscriptions("*"))
			.room("staff", (room) -> room.events("*").defaultSubscriptions("*").access(STAFF_ONLY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dialogue:join", "dialogue:subscribe", "dialogue:subscribeAll", "dialogue:unsubscribe",
			"dialogue:trigger", "dialogue:getHistory", "dialogue:deleteRoom", "dialogue:leave" })
	void hiddenRoomIsAnsweredLikeAnAbsentOne(String request) {
		try (TestDialogue dialogue = open().build()) {
			TestClient client = dialogue.connect("eve");
			String hidden = ask(client, request, "staff");
			assertThat(hidden).isEqualTo(ask(client, request, "absent").replace("absent", "staff"));
			if (!request.equals("dialogue:leave")) {
				assertThat(hidden).contains("ROOM_NOT_FOUND", "Room 'staff' does not exist");
			}
			client.send(request, Map.of("roomId", "staff", "eventName", "message", "event", "message"));
			client.send(request, Map.of("roomId", "absent", "eventName", "message", "event", "message"));
			dialogue.awaitIdle();
			List<String> errors = client.connection()
				.messages("dialogue:error")
				.stream()
				.map(JsonNode::toString)
				.toList();
			if (!request.equals("dialogue:leave")) {
				assertThat(errors).hasSize(2);
				assertThat(errors.get(0)).isEqualTo(errors.get(1).replace("absent", "staff"));
			}
		}
	}

	private static String ask(TestClient client, String request, String roomId) {
		return client.ack(request, Map.of("roomId", roomId, "eventName", "message", "event", "message")).toString();
	}

	@Test
	void hiddenRoomIsNotListedAndItsIdCannotBeProbedByCreating() {
		try (TestDialogue dialogue = open().build()) {
			assertThat(rooms(dialogue.connect("eve"))).isEqualTo("[\"lobby\"]");
			assertThat(rooms(dialogue.connect("boss"))).isEqualTo("[\"lobby\", \"staff\"]");
			TestClient eve = dialogue.connect("eve");
			String hidden = eve.ack("dialogue:createRoom", Map.of("id", "staff", "name", "x")).toString();
			assertThat(hidden).contains("PERMISSION_DENIED")
				.isEqualTo(eve.ack("dialogue:createRoom", Map.of("id", "absent", "name", "x")).toString());
		}
	}

	private static String rooms(TestClient client) {
		return client.ack("dialogue:listRooms", null)
			.path("rooms")
			.valueStream()
			.map((room) -> room.path("id"))
			.toList()
			.toString();
	}

	@Test
	void onlyWhoMaySeeARoomIsToldOfIt() {
		try (TestDialogue dialogue = open().build()) {
			TestClient eve = dialogue.connect("eve");
			TestClient boss = dialogue.connect("boss");
			TestClient
				.await(dialogue.template().createRoom(RoomDefinition.builder("new", "New").access(STAFF_ONLY).build()));
			TestClient.await(dialogue.template().deleteRoom("new"));
			dialogue.awaitIdle();
			assertThat(eve.connection().names()).doesNotContain("dialogue:roomCreated", "dialogue:roomDeleted");
			assertThat(boss.connection().names()).contains("dialogue:roomCreated", "dialogue:roomDeleted");
		}
	}

	@Test
	void rulesDecideWhoJoinsTriggersAndReads() {
		RoomAccess access = RoomAccess.DEFAULTS.with(AccessAction.JOIN, AccessRule.of("authority:staff", "user:ann"))
			.with(AccessAction.TRIGGER, AccessRule.of("authority:staff"))
			.with(AccessAction.HISTORY, AccessRule.of("authority:staff"))
			.withEvents(Map.of("wave", AccessRule.of("user:ann")));
		try (TestDialogue dialogue = open().room("desk", (room) -> room.events("*").access(access)).build()) {
			assertThat(dialogue.connect("eve").join("desk").toString())
				.isEqualTo("{\"ok\":false,\"code\":\"JOIN_DENIED\",\"message\":\"You may not join room 'desk'\"}");
			TestClient ann = dialogue.connect("ann");
			TestClient boss = dialogue.connect("boss");
			ann.join("desk");
			boss.join("desk");
			assertThat(ann.trigger("desk", "message", Message.of("x")).toString()).isEqualTo(
					"{\"ok\":false,\"code\":\"PERMISSION_DENIED\",\"message\":\"You may not trigger event 'message' in room 'desk'\"}");
			assertThat(ann.ack("dialogue:getHistory", Map.of("roomId", "desk")).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			assertThat(ann.trigger("desk", "wave", "x").path("ok").booleanValue()).isTrue();
			assertThat(boss.trigger("desk", "message", Message.of("x")).path("ok").booleanValue()).isTrue();
			assertThat(boss.trigger("desk", "wave", "x").path("code").stringValue()).isEqualTo("PERMISSION_DENIED");
			assertThat(boss.ack("dialogue:getHistory", Map.of("roomId", "desk")).path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void ruleOfAnEventHoldsInEveryRoomButNotForTheServer() {
		try (TestDialogue dialogue = open().build()) {
			TestClient ann = dialogue.connect("ann");
			ann.join("lobby");
			assertThat(ann.trigger("lobby", "typing", Map.of("isTyping", true)).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			assertThat(TestClient.await(dialogue.template().trigger("lobby", "typing", new Typing(true))).recipients())
				.isEqualTo(1);
		}
	}

	@Test
	void memberThatDoesNotPassAnyMoreIsRemovedAndToldAfterRefresh() {
		try (TestDialogue dialogue = open().build()) {
			TestClient boss = dialogue.connect("boss");
			boss.join("staff");
			boss.join("lobby");
			this.authorities.remove("boss");
			assertThat(boss.ack("dialogue:refresh", Map.of("token", "t")).path("ok").booleanValue()).isTrue();
			JsonNode left = boss.connection().take("dialogue:left");
			assertThat(left.path("roomId").stringValue()).isEqualTo("staff");
			assertThat(left.path("reason").stringValue()).isEqualTo("not authorized");
			TestClient.await(dialogue.template().trigger("staff", "message", Message.of("secret")));
			dialogue.awaitIdle();
			assertThat(boss.events()).isEmpty();
			assertThat(boss.trigger("staff", "message", Message.of("x")).path("code").stringValue())
				.isEqualTo("ROOM_NOT_FOUND");
			assertThat(boss.trigger("lobby", "message", Message.of("x")).path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void recoveryIsAuthorisedAnew() {
		try (TestDialogue dialogue = open().build()) {
			TestClient boss = dialogue.connect("boss");
			String epoch = boss.join("staff").path("epoch").asString();
			this.authorities.remove("boss");
			TestClient again = dialogue.connect("boss");
			Map<String, Object> join = Map.of("roomId", "staff", "since", Map.of("epoch", epoch, "offset", 0));
			assertThat(again.ack("dialogue:join", join).path("code").stringValue()).isEqualTo("ROOM_NOT_FOUND");
			this.authorities.put("boss", Set.of());
			boss.ack("dialogue:refresh", Map.of("token", "t"));
			assertThat(boss.ack("dialogue:join", join).path("code").stringValue()).isEqualTo("ROOM_NOT_FOUND");
		}
	}

	@Test
	void whoMayNotReadTheHistoryIsSentNoneAndToldOfAGap() {
		try (TestDialogue dialogue = withStaffsHistory().build()) {
			TestClient.await(dialogue.template().trigger("desk", "message", Message.of("secret")));
			TestClient ann = dialogue.connect("ann");
			JsonNode joined = ann.join("desk");
			assertThat(joined.path("offset").longValue()).isEqualTo(1);
			assertThat(joined.has("recovered")).isFalse();
			Map<String, Object> again = since("desk", joined.path("epoch").stringValue());
			TestClient back = dialogue.connect("ann");
			for (TestClient client : List.of(ann, back)) {
				JsonNode answer = client.ack("dialogue:join", again);
				assertThat(answer.path("ok").booleanValue()).isTrue();
				assertThat(answer.path("recovered").booleanValue(true)).isFalse();
			}
			TestClient.await(dialogue.template().trigger("desk", "message", Message.of("new")));
			dialogue.awaitIdle();
			for (TestClient client : List.of(ann, back)) {
				assertThat(client.connection().names()).doesNotContain("dialogue:history");
				assertThat(client.events()).extracting((event) -> event.path("data").path("text").stringValue())
					.containsExactly("new");
			}
		}
	}

	@Test
	void whoMayReadTheHistoryIsSentItAndRecovers() {
		try (TestDialogue dialogue = withStaffsHistory().build()) {
			TestClient.await(dialogue.template().trigger("desk", "message", Message.of("secret")));
			TestClient boss = dialogue.connect("boss");
			Map<String, Object> again = since("desk", boss.join("desk").path("epoch").stringValue());
			assertThat(boss.connection().take("dialogue:history").path("events").size()).isEqualTo(1);
			assertThat(boss.ack("dialogue:join", again).path("recovered").booleanValue()).isTrue();
			assertThat(boss.connection().await("dialogue:event", 1)).hasSize(1);
		}
	}

	@Test
	void seatThatTheServerGivesComesWithTheHistory() {
		try (TestDialogue dialogue = withStaffsHistory().build()) {
			TestClient.await(dialogue.template().trigger("desk", "message", Message.of("for ann")));
			TestClient ann = dialogue.connect("ann");
			TestClient.await(dialogue.template().clients("ann").get(0).join("desk"));
			assertThat(ann.connection().take("dialogue:history").path("events").size()).isEqualTo(1);
		}
	}

	private TestDialogue.Builder withStaffsHistory() {
		return open().room("desk",
				(room) -> room.events("*")
					.defaultSubscriptions("*")
					.historyOnJoin(10)
					.access(RoomAccess.DEFAULTS.with(AccessAction.HISTORY, AccessRule.of("authority:staff"))));
	}

	private static Map<String, Object> since(String roomId, String epoch) {
		return Map.of("roomId", roomId, "since", Map.of("epoch", epoch, "offset", 0));
	}

	@Test
	void seatThatTheServerGaveStays() {
		try (TestDialogue dialogue = open().build()) {
			TestClient eve = dialogue.connect("eve");
			TestClient.await(dialogue.template().clients("eve").get(0).join("staff"));
			assertThat(eve.trigger("staff", "message", Message.of("x")).path("ok").booleanValue()).isTrue();
			TestClient.await(dialogue.template().reauthorize("eve"));
			assertThat(eve.join("staff").path("ok").booleanValue()).isTrue();
			assertThat(eve.ack("dialogue:leave", Map.of("roomId", "staff")).path("ok").booleanValue()).isTrue();
			assertThat(eve.join("staff").path("code").stringValue()).isEqualTo("ROOM_NOT_FOUND");
		}
	}

	@Test
	void authorizerThatChangesItsMindRemovesAtTheNextOperationOrAtOnce() {
		AtomicBoolean welcome = new AtomicBoolean(true);
		RoomAuthorizer authorizer = (request) -> CompletableFuture
			.completedStage(request.action() != AccessAction.JOIN || welcome.get());
		try (TestDialogue dialogue = open().authorizer(authorizer).build()) {
			for (boolean atOnce : new boolean[] { false, true }) {
				welcome.set(true);
				TestClient ann = dialogue.connect("ann");
				ann.join("lobby");
				assertThat(ann.trigger("lobby", "message", Message.of("x")).path("ok").booleanValue()).isTrue();
				welcome.set(false);
				if (atOnce) {
					TestClient.await(dialogue.template().reauthorize("ann"));
				}
				else {
					assertThat(ann.trigger("lobby", "message", Message.of("x")).path("code").stringValue())
						.isEqualTo("NOT_A_MEMBER");
				}
				assertThat(ann.connection().take("dialogue:left").path("reason").stringValue())
					.isEqualTo("not authorized");
				assertThat(ann.join("lobby").path("code").stringValue()).isEqualTo("JOIN_DENIED");
				ann.drop();
			}
		}
	}

	@Test
	void authorizerIsAskedOnlyForWhatRulesPermit() {
		List<String> asked = new CopyOnWriteArrayList<>();
		try (TestDialogue dialogue = open().authorizer((request) -> {
			asked.add(request.action() + " " + request.roomId() + " " + request.eventName());
			return CompletableFuture.completedStage(true);
		}).build()) {
			TestClient ann = dialogue.connect("ann");
			ann.join("staff");
			ann.join("lobby");
			ann.trigger("lobby", "message", Message.of("x"));
			assertThat(asked).containsExactly("SEE lobby null", "JOIN lobby null", "JOIN lobby null",
					"TRIGGER lobby message");
		}
	}

	@Test
	void authorizerThatFailsRefusesButRemovesNobody() {
		for (RoomAuthorizer failing : List.<RoomAuthorizer>of((request) -> {
			throw new IllegalStateException("secret");
		}, (request) -> CompletableFuture.failedFuture(new IllegalStateException("secret")), (request) -> nothing(),
				(request) -> CompletableFuture.completedStage(null), (request) -> new CompletableFuture<>())) {
			AtomicBoolean broken = new AtomicBoolean();
			RoomAuthorizer authorizer = (request) -> broken.get() ? failing.authorize(request)
					: CompletableFuture.completedStage(true);
			try (LogCapture log = new LogCapture();
					TestDialogue dialogue = open().authorizer(authorizer)
						.authorizationTimeout(Duration.ofMillis(50))
						.build()) {
				TestClient ann = dialogue.connect("ann");
				ann.join("lobby");
				broken.set(true);
				JsonNode answer = ann.trigger("lobby", "message", Message.of("x"));
				assertThat(answer.path("code").stringValue()).isEqualTo(ErrorCode.INTERNAL_ERROR.name());
				assertThat(answer.toString()).doesNotContain("secret");
				assertThat(dialogue.connect("ben").join("lobby").path("code").stringValue())
					.isEqualTo("ROOM_NOT_FOUND");
				broken.set(false);
				assertThat(ann.trigger("lobby", "message", Message.of("x")).path("ok").booleanValue()).isTrue();
				assertThat(log.lines()).isNotEmpty();
			}
		}
	}

	@SuppressWarnings("NullAway")
	private static CompletionStage<@Nullable Boolean> nothing() {
		return null;
	}

	@Test
	void listAsksAuthorizersForOneRoomAfterTheOther() {
		List<CompletableFuture<@Nullable Boolean>> asked = new CopyOnWriteArrayList<>();
		RoomAuthorizer authorizer = (request) -> {
			CompletableFuture<@Nullable Boolean> answer = new CompletableFuture<>();
			asked.add(answer);
			return answer;
		};
		try (TestDialogue dialogue = open().room("other").authorizer(authorizer).build()) {
			CompletableFuture<JsonNode> list = dialogue.connect("boss").ask("dialogue:listRooms", null);
			for (int i = 0; i < 3; i++) {
				int count = i + 1;
				await().until(() -> asked.size() >= count);
				dialogue.awaitIdle();
				assertThat(asked).hasSize(count);
				asked.get(i).complete(i != 1);
			}
			assertThat(TestClient.await(list).path("rooms").valueStream().map((room) -> room.path("id").stringValue()))
				.containsExactly("lobby", "other");
		}
	}

	@Test
	void authorizerMayAnswerLaterOnAnyThread() {
		List<String> threads = new CopyOnWriteArrayList<>();
		RoomAuthorizer authorizer = (request) -> CompletableFuture.supplyAsync(() -> true,
				(task) -> new Thread(task, "strange").start());
		try (TestDialogue dialogue = open().authorizer(authorizer).hooks(new ClientHooks() {
			@Override
			public HookDecision beforeJoin(ConnectedClient client, Room room) {
				threads.add(Thread.currentThread().getName());
				return HookDecision.accept();
			}
		}).build()) {
			TestClient ann = dialogue.connect("ann");
			assertThat(ann.join("lobby").path("ok").booleanValue()).isTrue();
			assertThat(ann.trigger("lobby", "message", Message.of("x")).path("ok").booleanValue()).isTrue();
			assertThat(rooms(ann)).isEqualTo("[\"lobby\"]");
			await().untilAsserted(() -> assertThat(threads).hasSize(1).noneMatch((name) -> name.equals("strange")));
		}
	}

}
