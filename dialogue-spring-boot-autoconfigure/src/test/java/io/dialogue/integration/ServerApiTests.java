package io.dialogue.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.dialogue.annotation.DialogueEvent;
import io.dialogue.annotation.DialogueListener;
import io.dialogue.annotation.History;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;
import io.dialogue.core.DialogueTemplate;
import io.dialogue.core.UserRooms;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventRegistry;
import io.dialogue.event.EventValidator;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.event.TriggerResult;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.DialogueContext;
import io.dialogue.membership.RoomManager;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * What the application calls, and what its clients see of it.
 */
class ServerApiTests {

	private static final Listeners LISTENERS = new Listeners();

	private static final Leaver LEAVER = new Leaver();

	private static TestServer server;

	private static DialogueTemplate dialogue;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.lobby.name=Lobby", "dialogue.rooms.lobby.description=Where all begin",
					"dialogue.rooms.lobby.max-size=3", "dialogue.rooms.lobby.events=chat-message,move",
					"dialogue.rooms.lobby.default-subscriptions=chat-message,move", "dialogue.rooms.side.name=Side",
					"dialogue.rooms.side.events=*", "dialogue.rooms.side.default-subscriptions=*")
			.bean(Listeners.class, LISTENERS)
			.bean(Leaver.class, LEAVER)
			.start();
		dialogue = server.template();
		LEAVER.template = dialogue;
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void closeClients() {
		server.closeClients();
		LISTENERS.heard.clear();
	}

	@Test
	void triggersByTypeAndByName() {
		TestClient client = server.connect("alice").joined("lobby");
		TriggerResult result = dialogue.trigger("lobby", new ChatMessage("hi", "system", null)).join();
		assertThat(result.recipients()).isEqualTo(1);
		assertThat(result.offset()).isPositive();
		assertThat(result.epoch()).isNotBlank();
		JsonNode event = client.expect("dialogue:event");
		assertThat(event.path("from").stringValue()).isEqualTo("system");
		assertThat(event.path("data")).isEqualTo(Json.of("{text: 'hi', senderId: 'system'}"));
		assertThat(event.path("offset").longValue()).isEqualTo(result.offset());
		dialogue.trigger("lobby", "move", Map.of("x", 1, "y", 2)).join();
		assertThat(client.expectEvent("move")).isEqualTo(Json.of("{x: 1, y: 2}"));
		server.room("lobby").trigger(new Move(3, 4)).join();
		assertThat(client.expectEvent("move")).isEqualTo(Json.of("{x: 3, y: 4}"));
		dialogue.trigger("side", "anything", null).join();
		client.expectNothing();
	}

	@Test
	void triggersWithSenderMetaIdAndException() {
		TestClient alice = server.connect("alice").joined("lobby");
		TestClient bob = server.connect("bob").joined("lobby");
		String except = dialogue.clients("alice").get(0).id();
		TriggerResult result = dialogue.to("lobby")
			.from("user-1")
			.meta("traceId", "t1")
			.meta(Map.of("more", List.of(1)))
			.id("once")
			.except(except)
			.trigger(new Move(1, 2))
			.join();
		assertThat(result.recipients()).isEqualTo(1);
		assertThat(result.id()).isEqualTo("once");
		JsonNode event = bob.expect("dialogue:event");
		assertThat(event.path("from").stringValue()).isEqualTo("user-1");
		assertThat(event.path("meta")).isEqualTo(Json.of("{traceId: 't1', more: [1]}"));
		assertThat(event.path("id").stringValue()).isEqualTo("once");
		assertThat(dialogue.to("lobby").from("user-1").id("once").trigger(new Move(9, 9)).join()).isEqualTo(result);
		bob.expectNothing();
		alice.expectNothing();
	}

	@Test
	void triggersOfOneThreadKeepTheirOrder() {
		TestClient client = server.connect("alice").joined("lobby");
		List<CompletableFuture<TriggerResult>> results = IntStream.range(0, 300)
			.mapToObj((i) -> dialogue.trigger("lobby", new Move(i, 0)))
			.toList();
		for (int i = 0; i < 300; i++) {
			assertThat(client.expectEvent("move").path("x").intValue()).isEqualTo(i);
		}
		assertThat(results).allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(10)));
	}

	@Test
	void refusedTriggersFailTheirFutureAndAreLoggedOnce() {
		try (LogCapture log = new LogCapture()) {
			assertRefused(dialogue.trigger("lobby", new ChatMessage(" ", "secret", null)), ErrorCode.VALIDATION_FAILED,
					"Event 'chat-message' validation failed: text: must not be blank");
			log.assertOneLine("Event 'chat-message' was not published in room 'lobby': VALIDATION_FAILED", "secret");
			assertRefused(dialogue.trigger("nowhere", new Move(1, 2)), ErrorCode.ROOM_NOT_FOUND,
					"Room 'nowhere' does not exist");
			log.assertOneLine("ROOM_NOT_FOUND");
			assertRefused(dialogue.trigger("lobby", "unknown", 1), ErrorCode.EVENT_NOT_ALLOWED,
					"Event 'unknown' is not allowed in room 'lobby'");
			log.assertOneLine("EVENT_NOT_ALLOWED");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> dialogue.trigger("lobby", new Object()))
			.withMessageContaining("@DialogueEvent");
	}

	@Test
	void listenersHearWhatWasPublished() {
		List<EventMessage<ChatMessage>> messages = new CopyOnWriteArrayList<>();
		List<String> all = new CopyOnWriteArrayList<>();
		ListenerRegistration typed = dialogue.on("lobby", ChatMessage.class, messages::add);
		ListenerRegistration any = server.room("lobby").on("*", (message) -> all.add(message.event()));
		ListenerRegistration early = dialogue.on("later", "move", (message) -> all.add("later"));
		TestClient client = server.connect("alice").joined("lobby");
		client.ask("dialogue:trigger", "{roomId: 'lobby', event: 'chat-message', meta: {a: 1}, id: 'i', "
				+ "data: {text: 'hi', senderId: 'alice', replyTo: 'm0'}}");
		dialogue.trigger("lobby", new Move(1, 2)).join();
		dialogue.createRoom(RoomDefinition.builder("later", "Later").events("move").announced(false).build()).join();
		dialogue.trigger("later", new Move(1, 2)).join();
		await().until(() -> all.size() == 3);
		assertThat(all).containsExactlyInAnyOrder("chat-message", "move", "later");
		assertThat(messages).singleElement().satisfies((message) -> {
			assertThat(message.data()).isEqualTo(new ChatMessage("hi", "alice", "m0"));
			assertThat(message.from()).isEqualTo("alice");
			assertThat(message.roomId()).isEqualTo("lobby");
			assertThat(message.meta()).isEqualTo(Map.of("a", 1));
			assertThat(message.id()).isEqualTo("i");
			assertThat(message.offset()).isPositive();
		});
		typed.remove();
		any.remove();
		early.remove();
		dialogue.trigger("lobby", new ChatMessage("unheard", "system", null)).join();
		await().until(() -> LISTENERS.heard.contains("payload unheard"));
		assertThat(messages).hasSize(1);
		dialogue.deleteRoom("later").join();
	}

	@Test
	void annotatedMethodsListen() {
		TestClient client = server.connect("alice").joined("lobby").joined("side");
		client.ask("dialogue:trigger",
				"{roomId: 'lobby', event: 'chat-message', data: {text: 'one', senderId: 'alice'}}");
		dialogue.trigger("side", new ChatMessage("two", "system", null)).join();
		dialogue.trigger("side", "free", Map.of("a", 1)).join();
		await().untilAsserted(() -> assertThat(LISTENERS.heard).containsExactlyInAnyOrder("message one from alice",
				"payload one", "any chat-message in lobby", "payload two", "any chat-message in side",
				"any free in side", "named free"));
	}

	@Test
	void eventsAreLookedUpAndValidated() {
		EventRegistry registry = server.bean(EventRegistry.class);
		assertThat(registry.all()).extracting(EventDefinition::name).contains("chat-message", "move");
		EventDefinition definition = registry.get(ChatMessage.class);
		assertThat(definition).isSameAs(registry.find("chat-message"));
		assertThat(definition.description()).isEqualTo("A message of a person");
		assertThat(definition.historyLimit()).isEqualTo(3);
		assertThat(registry.find("unknown")).isNull();
		EventValidator validator = server.bean(EventValidator.class);
		assertThat(validator.validate(definition, Map.of("text", "a", "senderId", "b")).value())
			.isEqualTo(new ChatMessage("a", "b", null));
		assertThatExceptionOfType(DialogueException.class)
			.isThrownBy(() -> validator.validate(definition, Map.of("text", "a")))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.VALIDATION_FAILED))
			.withMessageContaining("senderId");
	}

	@Test
	void userWithSeveralConnectionsIsReachedOnEach() {
		TestClient phone = server.connect("alice");
		TestClient tablet = server.connect(Transport.POLLING, "alice");
		TestClient bob = server.connect("bob");
		assertThat(dialogue.clients("alice")).hasSize(2);
		assertThat(dialogue.allClients()).hasSize(3);
		assertThat(dialogue.sendToUser("alice", "greeting", Map.of("n", 1))).isEqualTo(2);
		assertThat(phone.expect("greeting")).isEqualTo(tablet.expect("greeting")).isEqualTo(Json.of("{n: 1}"));
		ConnectedClient first = dialogue.clients("bob").get(0);
		assertThat(dialogue.sendToClient(first.id(), "direct", List.of(1, 2))).isTrue();
		assertThat(bob.expect("direct")).isEqualTo(Json.of("[1, 2]"));
		assertThat(dialogue.sendToClient("nobody", "direct", 1)).isFalse();
		assertThat(dialogue.broadcastToAll("news", "all")).isEqualTo(3);
		List.of(phone, tablet, bob).forEach((client) -> client.expect("news"));
		assertThat(dialogue.disconnectUser("alice")).isEqualTo(2);
		assertThat(phone.disconnection()).isEqualTo("io server disconnect");
		assertThat(tablet.disconnection()).isEqualTo("io server disconnect");
		await().until(() -> dialogue.allClients().size() == 1);
		assertThat(dialogue.sendToUser("alice", "greeting", 1)).isZero();
		bob.expectNothing();
	}

	@Test
	void roomsOfAUserAreThoseOfAllItsConnections() {
		TestClient phone = server.connect("alice").joined("lobby");
		TestClient tablet = server.connect("alice").joined("side");
		UserRooms rooms = dialogue.clientRooms("alice");
		assertThat(rooms.ids()).containsExactlyInAnyOrder("lobby", "side");
		Set<String> visited = new LinkedHashSet<>();
		rooms.forAll(visited::add);
		assertThat(visited).isEqualTo(rooms.ids());
		assertThat(dialogue.isInRoom("alice", "side")).isTrue();
		assertThat(dialogue.isInRoom("bob", "side")).isFalse();
		Set<String> left = new LinkedHashSet<>();
		rooms.leaveAll(left::add);
		assertThat(left).containsExactlyInAnyOrder("lobby", "side");
		assertThat(phone.expect("dialogue:left").path("roomId").stringValue()).isEqualTo("lobby");
		assertThat(tablet.expect("dialogue:left").path("roomId").stringValue()).isEqualTo("side");
		assertThat(dialogue.isInRoom("alice", "lobby")).isFalse();
		assertThat(dialogue.clientRooms("alice").ids()).isEmpty();
	}

	@Test
	void roomsOfAUserAreKnownUntilItsDisconnectionWasHandled() {
		TestClient client = server.connect("leaver").joined("lobby").joined("side");
		client.close();
		await().untilAsserted(() -> assertThat(LEAVER.left).containsExactlyInAnyOrder("lobby", "side"));
		assertThat(LEAVER.sizes).containsOnly(0);
		await().until(() -> server.bean(ClientRegistry.class).findByUser("leaver").isEmpty());
		assertThat(dialogue.clientRooms("leaver").ids()).isEmpty();
	}

	@Test
	void clientJoinsSubscribesAndLeavesFromTheServer() {
		TestClient client = server.connect("alice");
		ConnectedClient connected = dialogue.clients("alice").get(0);
		assertThat(connected.userId()).isEqualTo("alice");
		assertThat(connected.identity().authenticated()).isFalse();
		assertThat(connected.isConnected()).isTrue();
		connected.join("lobby").join();
		assertThat(client.expect("dialogue:joined").path("roomName").stringValue()).isEqualTo("Lobby");
		assertThat(connected.rooms()).containsExactly("lobby");
		assertThat(connected.isIn("lobby")).isTrue();
		assertThat(connected.subscriptions("lobby")).containsExactly("chat-message", "move");
		connected.unsubscribe("lobby", "move");
		dialogue.trigger("lobby", new Move(1, 2)).join();
		client.expectNothing();
		connected.subscribeAll("lobby");
		dialogue.trigger("lobby", new Move(1, 2)).join();
		client.expectEvent("move");
		assertThat(connected.leave("lobby").join()).isTrue();
		client.expect("dialogue:left");
		assertThat(connected.leave("lobby").join()).isFalse();
		assertThatExceptionOfType(DialogueException.class).isThrownBy(() -> connected.subscribe("lobby", "move"))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.NOT_A_MEMBER));
		assertRefused(connected.join("nowhere"), ErrorCode.ROOM_NOT_FOUND, "Room 'nowhere' does not exist");
		connected.disconnect();
		assertThat(client.disconnection()).isEqualTo("io server disconnect");
		await().until(() -> !connected.isConnected());
	}

	@Test
	void roomTellsWhatItIsAndWhoIsThere() {
		Room lobby = server.room("lobby");
		assertThat(lobby.name()).isEqualTo("Lobby");
		assertThat(lobby.description()).isEqualTo("Where all begin");
		assertThat(lobby.maxSize()).isEqualTo(3);
		assertThat(lobby.events()).containsExactly("chat-message", "move");
		assertThat(lobby.defaultSubscriptions()).containsExactly("chat-message", "move");
		assertThat(lobby.createdById()).isNull();
		assertThat(lobby.size()).isZero();
		List.of("a", "b", "c").forEach((user) -> server.connect(user).joined("lobby"));
		assertThat(lobby.size()).isEqualTo(3);
		assertThat(lobby.isFull()).isTrue();
		assertThat(lobby.participants()).extracting(ConnectedClient::userId).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(lobby.isMember(dialogue.clients("a").get(0).id())).isTrue();
		server.connect("late");
		assertRefused(dialogue.clients("late").get(0).join("lobby"), ErrorCode.ROOM_FULL,
				"Room 'lobby' is at capacity");
	}

	@Test
	void roomsComeAndGoAtRunTime() {
		TestClient client = server.connect("alice");
		RoomManager manager = server.bean(RoomManager.class);
		RoomDefinition definition = RoomDefinition.builder("game:1", "Game 1")
			.events("move", "chat-message")
			.defaultSubscriptions("move")
			.historyOnJoin(RoomDefinition.ALL_HISTORY)
			.createdById("alice")
			.build();
		Room room = manager.create(definition).join();
		assertThat(client.expect("dialogue:roomCreated"))
			.isEqualTo(Json.of("{id: 'game:1', name: 'Game 1', createdById: 'alice', size: 0}"));
		assertThat(manager.find("game:1")).isSameAs(room);
		assertThat(dialogue.rooms()).extracting(Room::id).containsExactly("lobby", "side", "game:1");
		assertThat(server.bean(DialogueContext.class).rooms().find("game:1")).isSameAs(room);
		assertRefused(manager.create(definition), ErrorCode.ROOM_EXISTS, "Room 'game:1' already exists");
		room.trigger(new ChatMessage("kept", "system", null)).join();
		client.joined("game:1");
		client.expect("dialogue:history");
		assertThat(dialogue.deleteRoom("game:1").join()).isTrue();
		assertThat(client.expect("dialogue:roomDeleted")).isEqualTo(Json.of("{roomId: 'game:1'}"));
		assertThat(dialogue.deleteRoom("game:1").join()).isFalse();
		assertThat(dialogue.room("game:1")).isNull();
		assertThat(dialogue.isInRoom("alice", "game:1")).isFalse();
		dialogue.createRoom(definition).join();
		client.expect("dialogue:roomCreated");
		assertThat(server.room("game:1").size()).isZero();
		client.joined("game:1").expectNothing();
		dialogue.trigger("game:1", new Move(1, 1)).join();
		client.expectEvent("move");
		assertRefused(room.trigger(new Move(2, 2)), ErrorCode.ROOM_NOT_FOUND, "Room 'game:1' does not exist");
		client.expectNothing();
		dialogue.deleteRoom("game:1").join();
	}

	@Test
	void unannouncedRoomIsToldToNobodyButItsMembers() {
		TestClient alice = server.connect("alice");
		TestClient bob = server.connect("bob");
		dialogue.createRoom(RoomDefinition.builder("quiet", "Quiet").announced(false).build()).join();
		alice.joined("quiet").expectNothing();
		dialogue.deleteRoom("quiet").join();
		alice.expect("dialogue:roomDeleted");
		bob.expectNothing();
	}

	@Test
	void historyIsReadOnTheServer() {
		dialogue.createRoom(RoomDefinition.builder("kept", "Kept").events("*").announced(false).build()).join();
		for (String text : List.of("a", "b", "c", "d")) {
			dialogue.trigger("kept", new ChatMessage(text, "system", null)).join();
		}
		List<EventMessage<?>> history = dialogue.history("kept", "chat-message", 0, 10).join();
		assertThat(history).extracting((message) -> ((ChatMessage) message.data()).text())
			.containsExactly("d", "c", "b");
		assertThat(server.room("kept").history(null, 1, 2).join()).singleElement()
			.satisfies((message) -> assertThat(message.data()).isEqualTo(new ChatMessage("c", "system", null)))
			.satisfies((message) -> assertThat(message.offset()).isEqualTo(3));
		dialogue.deleteRoom("kept").join();
	}

	private static void assertRefused(CompletableFuture<?> future, ErrorCode code, String message) {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(future::join)
			.havingCause()
			.isInstanceOfSatisfying(DialogueException.class, (ex) -> {
				assertThat(ex.code()).isEqualTo(code);
				assertThat(ex.text()).isEqualTo(message);
			});
	}

	@DialogueEvent(name = "chat-message", description = "A message of a person", history = @History(limit = 3))
	record ChatMessage(@NotBlank String text, @NotBlank String senderId, @Nullable String replyTo) {
	}

	@DialogueEvent("move")
	record Move(int x, int y) {
	}

	static final class Listeners {

		private final List<String> heard = new CopyOnWriteArrayList<>();

		@DialogueListener(room = "lobby")
		void message(EventMessage<ChatMessage> message) {
			this.heard.add("message " + message.data().text() + " from " + message.from());
		}

		@DialogueListener
		void payload(ChatMessage message) {
			this.heard.add("payload " + message.text());
		}

		@DialogueListener
		void any(EventMessage<?> message) {
			this.heard.add("any " + message.event() + " in " + message.roomId());
		}

		@DialogueListener(room = "side", event = "free")
		void named(Map<String, Object> data) {
			this.heard.add("named free");
		}

	}

	static final class Leaver implements ClientHooks {

		private final List<String> left = new CopyOnWriteArrayList<>();

		private final List<Integer> sizes = new ArrayList<>();

		private DialogueTemplate template;

		@Override
		public void onDisconnected(ConnectedClient client) {
			if (client.userId().equals("leaver")) {
				this.template.clientRooms("leaver").leaveAll((roomId) -> {
					this.sizes.add(this.template.room(roomId).size());
					this.left.add(roomId);
				});
			}
		}

	}

}
