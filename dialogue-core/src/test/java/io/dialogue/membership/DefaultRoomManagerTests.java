package io.dialogue.membership;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.AdditionalAnswers;
import tools.jackson.databind.JsonNode;

import io.dialogue.access.AccessAction;
import io.dialogue.access.AccessRule;
import io.dialogue.access.RoomAccess;
import io.dialogue.broker.EventBroker;
import io.dialogue.broker.InMemoryEventBroker;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HistoryRequest;
import io.dialogue.hook.RoomAuthorizer;
import io.dialogue.hook.RoomHooks;
import io.dialogue.ratelimit.Bucket4jRateLimiter;
import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomSettings;
import io.dialogue.room.RoomTemplate;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * How rooms are listed, created and deleted, by clients and by the server.
 */
class DefaultRoomManagerTests {

	private static TestDialogue.Builder open() {
		return TestDialogue.builder()
			.events(Message.class)
			.room("chat")
			.templates(RoomTemplate.of("{id}", "Room {id}",
					RoomSettings.DEFAULTS.withEvents(Set.of("*"))
						.withDefaultSubscriptions(Set.of("message"))
						.withHistoryOnJoin(10)
						.withMaxSize(5)
						.withAccess(RoomAccess.DEFAULTS.with(AccessAction.CREATE, AccessRule.ANYONE))));
	}

	@Test
	void roomsAreListedInOrderOfRegistration() {
		try (TestDialogue dialogue = open().room("b", (room) -> room.maxSize(3).description("d")).room("a").build()) {
			TestClient client = dialogue.connect("u");
			client.join("b");
			client.send("dialogue:listRooms", null);
			assertThat(client.connection().take("dialogue:rooms").toString())
				.isEqualTo("[{\"id\":\"chat\",\"name\":\"Room chat\",\"size\":0},"
						+ "{\"id\":\"b\",\"name\":\"Room b\",\"description\":\"d\",\"size\":1,\"maxSize\":3},"
						+ "{\"id\":\"a\",\"name\":\"Room a\",\"size\":0}]");
			JsonNode ack = client.ack("dialogue:listRooms", Map.of());
			assertThat(ack.path("ok").booleanValue()).isTrue();
			assertThat(ack.path("rooms").size()).isEqualTo(3);
		}
	}

	@Test
	void roomOfAClientIsToldToAllAndUsable() {
		try (TestDialogue dialogue = open().build()) {
			TestClient creator = dialogue.connect("u");
			TestClient other = dialogue.connect("v");
			creator.send("dialogue:createRoom", Map.of("id", "new", "name", "New", "description", "d", "maxSize", 2));
			String expected = "{\"id\":\"new\",\"name\":\"New\",\"description\":\"d\",\"size\":0,\"maxSize\":2,"
					+ "\"createdById\":\"u\"}";
			assertThat(creator.connection().take("dialogue:roomCreated").toString()).isEqualTo(expected);
			assertThat(other.connection().take("dialogue:roomCreated").toString()).isEqualTo(expected);
			other.join("new");
			assertThat(other.trigger("new", "message", Message.of("x")).path("recipients").intValue()).isEqualTo(1);
			assertThat(other.ack("dialogue:createRoom", Map.of("id", "new", "name", "n")).toString())
				.isEqualTo("{\"ok\":false,\"code\":\"ROOM_EXISTS\",\"message\":\"Room 'new' already exists\"}");
			assertThat(other.ack("dialogue:createRoom", Map.of("id", "two", "name", "n")).path("maxSize").intValue())
				.isEqualTo(5);
		}
	}

	@Test
	void clientsCreateRoomsOnlyWhereTheyMay() {
		try (TestDialogue dialogue = TestDialogue.builder().room("chat").build()) {
			assertThat(dialogue.connect("u").ack("dialogue:createRoom", Map.of("id", "n", "name", "n")).toString())
				.isEqualTo(
						"{\"ok\":false,\"code\":\"PERMISSION_DENIED\",\"message\":\"Clients may not create such rooms\"}");
		}
	}

	@Test
	void numberOfRoomsIsBounded() {
		try (TestDialogue dialogue = open().maxRooms(2).build()) {
			TestClient client = dialogue.connect("u");
			assertThat(client.ack("dialogue:createRoom", Map.of("id", "n1", "name", "n")).path("ok").booleanValue())
				.isTrue();
			assertThat(client.ack("dialogue:createRoom", Map.of("id", "n2", "name", "n")).path("code").stringValue())
				.isEqualTo("RATE_LIMITED");
		}
	}

	@Test
	void onlyTheCreatorDeletesARoom() {
		try (TestDialogue dialogue = open().build()) {
			TestClient creator = dialogue.connect("u");
			TestClient other = dialogue.connect("v");
			creator.ack("dialogue:createRoom", Map.of("id", "new", "name", "New"));
			other.join("new");
			assertThat(other.ack("dialogue:deleteRoom", Map.of("roomId", "new")).toString()).isEqualTo(
					"{\"ok\":false,\"code\":\"PERMISSION_DENIED\",\"message\":\"Only the room creator can delete this room\"}");
			assertThat(creator.ack("dialogue:deleteRoom", Map.of("roomId", "chat")).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			assertThat(creator.ack("dialogue:deleteRoom", Map.of("roomId", "new")).toString())
				.isEqualTo("{\"ok\":true,\"roomId\":\"new\"}");
			assertThat(creator.ack("dialogue:deleteRoom", Map.of("roomId", "new")).path("code").stringValue())
				.isEqualTo("ROOM_NOT_FOUND");
			assertThat(other.connection().await("dialogue:roomDeleted", 1)).hasToString("[{\"roomId\":\"new\"}]");
			assertThat(other.trigger("new", "message", Message.of("x")).path("code").stringValue())
				.isEqualTo("ROOM_NOT_FOUND");
		}
	}

	@Test
	void deletionThatIsAuthorisedSparesTheNextRoomOfThatId() {
		CompletableFuture<@Nullable Boolean> held = new CompletableFuture<>();
		AtomicReference<@Nullable CompletableFuture<@Nullable Boolean>> next = new AtomicReference<>(held);
		RoomAuthorizer authorizer = (request) -> {
			CompletableFuture<@Nullable Boolean> answer = (request.action() == AccessAction.DELETE)
					? next.getAndSet(null) : null;
			return (answer != null) ? answer : CompletableFuture.completedStage(true);
		};
		try (TestDialogue dialogue = open().authorizer(authorizer).build()) {
			Map<String, Object> creation = Map.of("id", "new", "name", "New");
			TestClient ann = dialogue.connect("ann");
			ann.ack("dialogue:createRoom", creation);
			CompletableFuture<JsonNode> late = ann.ask("dialogue:deleteRoom", Map.of("roomId", "new"));
			await().until(() -> next.get() == null);
			dialogue.connect("ann").ack("dialogue:deleteRoom", Map.of("roomId", "new"));
			dialogue.connect("ben").ack("dialogue:createRoom", creation);
			held.complete(true);
			assertThat(TestClient.await(late).path("code").stringValue("")).isEqualTo("ROOM_NOT_FOUND");
			assertThat(dialogue.rooms().find("new").createdById()).isEqualTo("ben");
		}
	}

	@Test
	void roomIsDeletedOnce() {
		try (TestDialogue dialogue = open().build()) {
			Room room = TestClient.await(dialogue.template().createRoom("r"));
			assertThat(TestClient.await(dialogue.rooms().delete(room))).isTrue();
			Room next = TestClient.await(dialogue.template().createRoom("r"));
			assertThat(TestClient.await(dialogue.rooms().delete(room))).isFalse();
			assertThat(dialogue.rooms().find("r")).isSameAs(next);
		}
	}

	@Test
	void deletionThatFailsInPartsFreesTheIdAndThePlace() {
		RuntimeException failure = new IllegalStateException("on purpose");
		MembershipStore store = mock(MembershipStore.class,
				AdditionalAnswers.delegatesTo(new InMemoryMembershipStore()));
		EventBroker broker = mock(EventBroker.class, AdditionalAnswers.delegatesTo(new InMemoryEventBroker()));
		RateLimiter rateLimiter = mock(RateLimiter.class,
				AdditionalAnswers.delegatesTo(new Bucket4jRateLimiter(new RateLimitPolicy(Map.of(), Map.of()))));
		willThrow(failure).given(store).clear("r");
		willThrow(failure).given(broker).clear("r");
		willThrow(failure).given(rateLimiter).forgetRoom("r");
		Recorder recorder = new Recorder();
		try (TestDialogue dialogue = open().store(store)
			.broker(broker)
			.rateLimiter(rateLimiter)
			.hooks(recorder)
			.maxRooms(2)
			.build()) {
			TestClient.await(dialogue.template().createRoom("r"));
			assertThat(TestClient.await(dialogue.template().deleteRoom("r"))).isTrue();
			TestClient.await(dialogue.template().createRoom("r"));
			dialogue.awaitIdle();
			assertThat(recorder.log).containsExactly("created Room chat", "created Room r", "deleted r",
					"created Room r");
		}
	}

	@Test
	void roomThatCannotBeToldIsThereAllTheSame() {
		MembershipStore store = mock(MembershipStore.class,
				AdditionalAnswers.delegatesTo(new InMemoryMembershipStore()));
		willThrow(new IllegalStateException("on purpose")).willReturn(0).given(store).size("r");
		try (TestDialogue dialogue = open().store(store).build()) {
			TestClient.await(dialogue.template().createRoom("r"));
			assertThat(dialogue.connect("u").join("r").path("ok").booleanValue()).isTrue();
			assertThat(TestClient.await(dialogue.template().deleteRoom("r"))).isTrue();
		}
	}

	@Test
	void roomUnderADeletedIdStartsClean() {
		try (TestDialogue dialogue = open().build()) {
			RoomDefinition definition = RoomDefinition.builder("r", "R")
				.events("*")
				.defaultSubscriptions("*")
				.historyOnJoin(10)
				.maxSize(1)
				.build();
			TestClient.await(dialogue.template().createRoom(definition));
			TestClient member = dialogue.connect("u");
			String epoch = member.join("r").path("epoch").stringValue();
			member.trigger("r", "message", Message.of("x"));
			TestClient.await(dialogue.template().deleteRoom("r"));
			assertThat(dialogue.clients().find(member.id()).rooms()).isEmpty();
			assertThat(dialogue.store().size("r")).isZero();
			TestClient.await(dialogue.template().createRoom(definition));
			TestClient other = dialogue.connect("v");
			JsonNode joined = other.join("r");
			assertThat(joined.path("epoch").stringValue()).isNotEqualTo(epoch);
			assertThat(joined.path("offset").longValue()).isZero();
			dialogue.awaitIdle();
			assertThat(other.connection().messages("dialogue:history")).isEmpty();
			assertThat(member.trigger("r", "message", Message.of("x")).path("code").stringValue())
				.isEqualTo("NOT_A_MEMBER");
			assertThat(member.connection().messages("dialogue:roomDeleted")).hasSize(1);
		}
	}

	@Test
	void roomThatIsNotAnnouncedTellsItsMembersOnly() {
		try (TestDialogue dialogue = open().build()) {
			TestClient member = dialogue.connect("u");
			TestClient other = dialogue.connect("v");
			TestClient.await(dialogue.template().createRoom(RoomDefinition.builder("r", "R").announced(false).build()));
			member.join("r");
			TestClient.await(dialogue.template().deleteRoom("r"));
			dialogue.awaitIdle();
			assertThat(member.connection().names()).contains("dialogue:roomDeleted")
				.doesNotContain("dialogue:roomCreated");
			assertThat(other.connection().names()).containsExactly("dialogue:connected");
		}
	}

	@Test
	void hooksSeeRoomsComeAndGoAndTheRestOfTheirHistory() {
		Recorder recorder = new Recorder();
		try (TestDialogue dialogue = open().events(EventDefinition.of("two").withHistory(2)).hooks(recorder).build()) {
			assertThat(recorder.log).containsExactly("created Room chat");
			TestClient.await(dialogue.template().createRoom(RoomDefinition.builder("r", "R").build()));
			for (int i = 1; i <= 3; i++) {
				TestClient.await(dialogue.template().trigger("r", "two", i));
				dialogue.awaitIdle();
			}
			assertThat(TestClient.await(dialogue.template().deleteRoom("r"))).isTrue();
			assertThat(recorder.log).containsExactly("created Room chat", "created R", "cleanup r [1]",
					"cleanup r [2, 3]", "deleted r");
			assertThat(TestClient.await(dialogue.template().deleteRoom("r"))).isFalse();
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> dialogue.template().createRoom(RoomDefinition.builder("chat", "R").build()).get())
				.satisfies((ex) -> assertThat(((DialogueException) ex.getCause()).code())
					.isEqualTo(ErrorCode.ROOM_EXISTS));
		}
	}

	/** The workers take the newest task first. */
	@Test
	void hooksOfOneIdAreCalledInTheOrderInWhichItsRoomsCameAndWent() {
		Recorder recorder = new Recorder();
		Deque<Runnable> tasks = new ConcurrentLinkedDeque<>();
		try (TestDialogue dialogue = open().worker(tasks::addFirst).hooks(recorder).build()) {
			recorder.log.clear();
			dialogue.template().createRoom(RoomDefinition.builder("r", "First").build());
			CompletableFuture<Boolean> deleted = dialogue.template().deleteRoom("r");
			dialogue.template().createRoom(RoomDefinition.builder("r", "Second").build());
			while (!tasks.isEmpty()) {
				tasks.remove().run();
			}
			assertThat(deleted).isCompletedWithValue(true);
			assertThat(recorder.log).containsExactly("created First", "deleted r", "created Second");
		}
	}

	@Test
	void clientsAreToldOfARoomBeforeTheyAreToldOfItsEnd() {
		MembershipStore store = mock(MembershipStore.class,
				AdditionalAnswers.delegatesTo(new InMemoryMembershipStore()));
		AtomicReference<@Nullable Runnable> whileTelling = new AtomicReference<>();
		willAnswer((call) -> {
			Runnable task = whileTelling.getAndSet(null);
			if (task != null) {
				task.run();
			}
			return 0;
		}).given(store).size("r");
		try (TestDialogue dialogue = open().store(store).build()) {
			TestClient client = dialogue.connect("u");
			whileTelling.set(() -> dialogue.template().deleteRoom("r"));
			TestClient.await(dialogue.template().createRoom("r"));
			dialogue.awaitIdle();
			assertThat(whileTelling).hasNullValue();
			assertThat(client.connection().names()).containsExactly("dialogue:connected", "dialogue:roomCreated",
					"dialogue:roomDeleted");
			assertThat(dialogue.template().room("r")).isNull();
		}
	}

	@Test
	void historyGoesOnBeyondWhatIsKeptThroughOnLoad() {
		Recorder recorder = new Recorder();
		try (TestDialogue dialogue = open().events(EventDefinition.of("two").withHistory(2)).hooks(recorder).build()) {
			TestClient client = dialogue.connect("u");
			client.join("chat");
			for (int i = 1; i <= 6; i++) {
				client.trigger("chat", "two", i);
			}
			dialogue.awaitIdle();
			assertThat(page(client, 0, 2)).containsExactly(6, 5);
			assertThat(page(client, 1, 4)).containsExactly(5, 4, 3);
			assertThat(page(client, 3, 10)).containsExactly(3, 2, 1);
			assertThat(page(client, 50, 60)).isEmpty();
			assertThat(client.ack("dialogue:getHistory", Map.of("roomId", "chat", "end", 10)).path("events").size())
				.isEqualTo(2);
		}
	}

	private static List<Integer> page(TestClient client, int start, int end) {
		return client
			.ack("dialogue:getHistory", Map.of("roomId", "chat", "eventName", "two", "start", start, "end", end))
			.path("events")
			.valueStream()
			.map((event) -> event.path("data").intValue())
			.toList();
	}

	@Test
	void historyNeedsMembershipAndIsAnsweredWithItsBounds() {
		try (TestDialogue dialogue = open().build()) {
			TestClient client = dialogue.connect("u");
			assertThat(client.ack("dialogue:getHistory", Map.of()).path("message").stringValue())
				.isEqualTo("roomId is required");
			assertThat(client.ack("dialogue:getHistory", Map.of("roomId", "chat")).path("code").stringValue())
				.isEqualTo("NOT_A_MEMBER");
			client.join("chat");
			client.send("dialogue:getHistory", Map.of("roomId", "chat"));
			assertThat(client.connection().take("dialogue:historyResponse").toString())
				.isEqualTo("{\"roomId\":\"chat\",\"eventName\":null,\"events\":[],\"start\":0,\"end\":50}");
			assertThat(client
				.ack("dialogue:getHistory", Map.of("roomId", "chat", "eventName", "message", "start", 2, "end", 4))
				.toString())
				.isEqualTo("{\"ok\":true,\"roomId\":\"chat\",\"eventName\":\"message\",\"events\":[],"
						+ "\"start\":2,\"end\":4}");
		}
	}

	private static final class Recorder implements RoomHooks, EventHooks {

		private final List<String> log = new CopyOnWriteArrayList<>();

		private final List<EventMessage<?>> stored = new CopyOnWriteArrayList<>();

		@Override
		public void onCreated(Room room) {
			this.log.add("created " + room.name());
		}

		@Override
		public void onDeleted(String roomId) {
			this.log.add("deleted " + roomId);
		}

		@Override
		public void onCleanup(String roomId, String eventName, List<EventMessage<?>> events) {
			this.log.add("cleanup " + roomId + " " + events.stream().map(EventMessage::offset).toList());
			events.forEach((event) -> this.stored.add(0, event));
		}

		@Override
		public List<EventMessage<?>> onLoad(HistoryRequest request) {
			return this.stored.stream().skip(request.start()).limit(request.end() - request.start()).toList();
		}

	}

}
