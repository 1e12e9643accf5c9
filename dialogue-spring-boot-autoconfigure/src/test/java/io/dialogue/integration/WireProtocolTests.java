package io.dialogue.integration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ConnectedClient;
import io.dialogue.hook.ClientHooks;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomDefinitionBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every request with its answer, its acknowledgement and its errors, over each transport.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Transport.class)
class WireProtocolTests {

	private static final AtomicInteger ROOMS = new AtomicInteger();

	private static TestServer server;

	@Parameter
	private Transport transport;

	private String room;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.lobby.name=Lobby", "dialogue.rooms.lobby.description=Where all begin",
					"dialogue.rooms.lobby.events=message", "dialogue.rooms.slow.name=Slow",
					"dialogue.rooms.slow.max-size=9", "dialogue.rooms.slow.events=ping",
					"dialogue.rooms.slow.default-subscriptions=ping",
					"dialogue.rooms.slow.rate-limits.trigger.permits=1",
					"dialogue.rooms.slow.rate-limits.trigger.period=1m",
					"dialogue.rate-limits.user.create-room.permits=1000", "dialogue.rooms[{id}].name=Room",
					"dialogue.rooms[{id}].access.create=anyone", "dialogue.rooms[{id}].announce=true",
					"dialogue.rooms[{id}].max-size=20", "dialogue.rooms[{id}].events=message",
					"dialogue.rooms[{id}].default-subscriptions=message",
					"dialogue.events.message.type=" + ConformanceEvents.Message.class.getName(),
					"dialogue.events.message.history-limit=5", "dialogue.events.typing.description=Typing",
					"dialogue.events.silent.echo=false", "dialogue.events.ping.description=Anything",
					"dialogue.events.note.type=" + ConformanceEvents.Note.class.getName(),
					"dialogue.events.note.history-limit=3")
			.bean(ClientHooks.class, new Doorman())
			.bean(EventHooks.class, new Moderation())
			.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void createRoom() {
		this.room = create((room) -> room);
	}

	@AfterEach
	void closeClients() {
		server.closeClients();
	}

	@Test
	void connectedClientLearnsWhoItIs() {
		TestClient client = server.open(this.transport, "{userId: 'alice', color: 'red'}");
		JsonNode connected = client.expect("dialogue:connected");
		assertThat(connected.path("userId").stringValue()).isEqualTo("alice");
		assertThat(connected.path("protocol").intValue()).isEqualTo(1);
		assertThat(connected.path("session").stringValue()).hasSizeGreaterThan(16);
		assertThat(connected.has("expiresAt")).isFalse();
		assertThat(server.template().clients("alice")).singleElement()
			.satisfies((it) -> assertThat(it.id()).isEqualTo(connected.path("clientId").stringValue()))
			.satisfies((it) -> assertThat(it.meta()).isEqualTo(Map.of("color", "red")));
		client.expectNothing();
	}

	@Test
	void clientStaysOnPollingOrIsUpgraded() {
		TestClient client = client("alice");
		String expected = (this.transport == Transport.POLLING) ? "polling" : "websocket";
		await().untilAsserted(() -> assertThat(client.transport()).isEqualTo(expected));
		client.joined(this.room).send("dialogue:trigger", payload("event: 'ping', data: 1"));
		client.send("dialogue:subscribeAll", payload(""));
		client.send("dialogue:trigger", payload("event: 'ping', data: 2"));
		assertThat(client.expectEvent("ping").intValue()).isEqualTo(2);
	}

	@Test
	void largeAndUnicodeDataPassUnchanged() {
		TestClient client = client("alice").joined(this.room);
		client.send("dialogue:subscribeAll", payload(""));
		String text = "Grüße 👋\\u0000\\u2028\\\\ \\\"".repeat(1000);
		client.send("dialogue:trigger", payload("event: 'ping', data: {text: \"" + text + "\"}"));
		assertThat(client.expectEvent("ping").path("text").stringValue())
			.isEqualTo("Grüße 👋\u0000\u2028\\ \"".repeat(1000));
	}

	@Test
	void joinIsAnsweredByJoined() {
		TestClient client = client("alice");
		client.send("dialogue:join", payload(""));
		JsonNode joined = client.expect("dialogue:joined");
		assertThat(joined.path("roomId").stringValue()).isEqualTo(this.room);
		assertThat(joined.path("roomName").stringValue()).isEqualTo("A room");
		assertThat(joined.path("subscriptions")).isEqualTo(Json.of("['message']"));
		assertThat(joined.path("epoch").stringValue()).isNotBlank();
		assertThat(joined.path("offset").intValue()).isZero();
		assertThat(joined.has("recovered")).isFalse();
		assertThat(joined.has("ok")).isFalse();
		client.expectNothing();
	}

	@Test
	void joinIsAcknowledgedInPlaceOfJoined() {
		TestClient client = client("alice");
		JsonNode ack = client.ask("dialogue:join", payload("subscriptions: ['ping', '*']"));
		assertThat(ack.path("ok").booleanValue()).isTrue();
		assertThat(ack.path("roomId").stringValue()).isEqualTo(this.room);
		assertThat(ack.path("subscriptions")).isEqualTo(Json.of("['ping', '*']"));
		client.expectNothing();
	}

	@Test
	void joinSendsHistoryAfterItsAnswer() {
		this.room = create((room) -> room.historyOnJoin(2));
		push("message", "{text: '1'}", "{text: '2'}", "{text: '3'}");
		TestClient client = client("alice");
		client.send("dialogue:join", payload(""));
		assertThat(client.expect("dialogue:joined").path("offset").intValue()).isEqualTo(3);
		JsonNode history = client.expect("dialogue:history");
		assertThat(history.path("roomId").stringValue()).isEqualTo(this.room);
		assertThat(texts(history.path("events"))).containsExactly("3", "2");
		TestClient other = client("bob").joined(this.room);
		assertThat(texts(other.expect("dialogue:history").path("events"))).containsExactly("3", "2");
	}

	@Test
	void joinedAgainIsConfirmedAndNothingElse() {
		this.room = create((room) -> room.historyOnJoin(RoomDefinition.ALL_HISTORY));
		push("message", "{text: '1'}");
		TestClient client = client("alice").joined(this.room);
		client.expect("dialogue:history");
		client.send("dialogue:subscribe", payload("eventName: 'ping'"));
		client.send("dialogue:join", payload(""));
		assertThat(client.expect("dialogue:joined").path("subscriptions")).isEqualTo(Json.of("['message', 'ping']"));
		client.expectNothing();
	}

	@Test
	void joinIsRefused() {
		TestClient client = client("alice");
		refused(client, "dialogue:join", "{roomId: 'nowhere'}", "ROOM_NOT_FOUND", "Room 'nowhere' does not exist");
		refused(client, "dialogue:join", "{roomId: 5}", "INVALID_REQUEST", "roomId must be a string");
		this.room = create((room) -> room.maxSize(1));
		client("bob").joined(this.room);
		refused(client, "dialogue:join", payload(""), "ROOM_FULL", "Room '" + this.room + "' is at capacity");
		refused(client("thief"), "dialogue:join", payload(""), "JOIN_DENIED", "Not you");
	}

	@Test
	void missedEventsAreReplayedBeforeLiveOnes() {
		TestClient client = client("alice");
		JsonNode joined = client.ask("dialogue:join", payload(""));
		client.close();
		push("message", "{text: '1'}", "{text: '2'}");
		push("note", "{n: 1}");
		TestClient back = client("alice");
		back.send("dialogue:join", payload("since: {epoch: " + joined.path("epoch") + ", offset: "
				+ joined.path("offset") + "}, subscriptions: ['message']"));
		push("message", "{text: '3'}");
		JsonNode again = back.expect("dialogue:joined");
		assertThat(again.path("recovered").booleanValue()).isTrue();
		assertThat(again.path("epoch")).isEqualTo(joined.path("epoch"));
		for (String text : List.of("1", "2", "3")) {
			assertThat(back.expectEvent("message").path("text").stringValue()).isEqualTo(text);
		}
		back.expectNothing();
	}

	@Test
	void evictedEventsAreNotRecovered() {
		this.room = create((room) -> room.historyOnJoin(1));
		TestClient client = client("alice");
		JsonNode joined = client.ask("dialogue:join", payload(""));
		client.close();
		push("message", IntStream.rangeClosed(1, 6).mapToObj((i) -> "{text: '" + i + "'}").toArray(String[]::new));
		TestClient back = client("alice");
		String since = "since: {epoch: %s, offset: %s}";
		JsonNode ack = back.ask("dialogue:join", payload(since.formatted(joined.path("epoch"), joined.path("offset"))));
		assertThat(ack.path("recovered").isBoolean()).isTrue();
		assertThat(ack.path("recovered").booleanValue()).isFalse();
		assertThat(texts(back.expect("dialogue:history").path("events"))).containsExactly("6");
		JsonNode repeated = back.ask("dialogue:join", payload(since.formatted(joined.path("epoch"), 4)));
		assertThat(repeated.path("recovered").booleanValue()).isTrue();
		assertThat(back.expectEvent("message").path("text").stringValue()).isEqualTo("5");
		assertThat(back.expectEvent("message").path("text").stringValue()).isEqualTo("6");
		JsonNode stranger = back.ask("dialogue:join", payload(since.formatted("'other'", 4)));
		assertThat(stranger.path("recovered").booleanValue()).isFalse();
	}

	@Test
	void leaveIsAnsweredByLeftOfMembersOnly() {
		TestClient client = client("alice").joined(this.room);
		client.send("dialogue:leave", payload(""));
		assertThat(client.expect("dialogue:left")).isEqualTo(Json.value(Map.of("roomId", this.room)));
		client.send("dialogue:leave", payload(""));
		client.expectNothing();
		assertThat(client.ask("dialogue:leave", payload("")).path("ok").booleanValue()).isTrue();
		client.joined(this.room);
		assertThat(client.ask("dialogue:leave", payload("")).path("roomId").stringValue()).isEqualTo(this.room);
		assertThat(server.room(this.room).size()).isZero();
		client.expectNothing();
		refused(client, "dialogue:leave", "{}", "INVALID_REQUEST", "roomId is required");
	}

	@Test
	void subscriptionsSelectWhatIsReceived() {
		TestClient client = client("alice").joined(this.room);
		push("ping", "0");
		client.send("dialogue:subscribe", payload("eventName: 'ping'"));
		client.expectNothing();
		push("ping", "1");
		assertThat(client.expectEvent("ping").intValue()).isEqualTo(1);
		assertThat(client.ask("dialogue:unsubscribe", payload("eventName: 'ping'"))).isEqualTo(Json.of("{ok: true}"));
		push("ping", "2");
		client.expectNothing();
		assertThat(client.ask("dialogue:subscribeAll", payload(""))).isEqualTo(Json.of("{ok: true}"));
		push("ping", "3");
		push("message", "{text: 'once'}");
		assertThat(client.expectEvent("ping").intValue()).isEqualTo(3);
		client.expectEvent("message");
		client.expectNothing();
		assertThat(client.ask("dialogue:subscribe", payload("eventName: 'other'"))).isEqualTo(Json.of("{ok: true}"));
		client.ask("dialogue:unsubscribe", payload("eventName: '*'"));
		push("ping", "4");
		push("message", "{text: 'by name'}");
		client.expectEvent("message");
		client.expectNothing();
	}

	@Test
	void subscriptionsAreRefused() {
		TestClient client = client("alice");
		for (String request : List.of("dialogue:subscribe", "dialogue:unsubscribe")) {
			refused(client, request, "{roomId: 'nowhere', eventName: 'ping'}", "ROOM_NOT_FOUND",
					"Room 'nowhere' does not exist");
			refused(client, request, "{eventName: 'ping'}", "INVALID_REQUEST", "roomId is required");
			refused(client, request, payload(""), "INVALID_REQUEST", "eventName is required");
		}
		String first = "Join room '" + this.room + "' first";
		refused(client, "dialogue:subscribe", payload("eventName: 'ping'"), "NOT_A_MEMBER", first);
		refused(client, "dialogue:subscribeAll", payload(""), "NOT_A_MEMBER", first);
		refused(client, "dialogue:subscribeAll", "{roomId: 'nowhere'}", "ROOM_NOT_FOUND",
				"Room 'nowhere' does not exist");
		assertThat(client.ask("dialogue:unsubscribe", payload("eventName: 'ping'"))).isEqualTo(Json.of("{ok: true}"));
	}

	@Test
	void triggerReachesSubscribersAndItsSender() {
		TestClient alice = client("alice").joined(this.room);
		TestClient bob = client("bob").joined(this.room);
		TestClient outsider = client("carol");
		alice.send("dialogue:trigger",
				payload("event: 'message', data: {text: 'hi', more: 1}, meta: {trace: [1]}, id: 'm1'"));
		for (TestClient client : List.of(alice, bob)) {
			JsonNode event = client.expect("dialogue:event");
			assertThat(event.path("timestamp").longValue()).isBetween(System.currentTimeMillis() - 60_000,
					System.currentTimeMillis() + 1000);
			assertThat(Json.matches(Json.of("{event: 'message', roomId: '" + this.room
					+ "', data: {text: 'hi'}, from: 'alice', timestamp: '<ts>', meta: {trace: [1]}, id: 'm1', offset: 1}"),
					event, java.util.Set.of()))
				.as("%s", event)
				.isTrue();
			client.expectNothing();
		}
		outsider.expectNothing();
	}

	@Test
	void triggerIsAcknowledgedOnce() {
		TestClient alice = client("alice").joined(this.room);
		JsonNode ack = alice.ask("dialogue:trigger", payload("event: 'message', data: {text: 'hi'}, id: 'k'"));
		assertThat(ack.path("ok").booleanValue()).isTrue();
		assertThat(ack.path("id").stringValue()).isEqualTo("k");
		assertThat(ack.path("offset").intValue()).isEqualTo(1);
		assertThat(ack.path("epoch").stringValue()).isNotBlank();
		assertThat(ack.path("recipients").intValue()).isEqualTo(1);
		JsonNode repeated = alice.ask("dialogue:trigger", payload("event: 'message', data: {text: 'hi'}, id: 'k'"));
		assertThat(repeated).isEqualTo(ack);
		alice.expectEvent("message");
		alice.expectNothing();
		JsonNode unkept = alice.ask("dialogue:trigger", payload("event: 'ping'"));
		assertThat(unkept.path("ok").booleanValue()).isTrue();
		assertThat(unkept.has("offset")).isFalse();
		assertThat(unkept.has("id")).isFalse();
	}

	@Test
	void absentAndNullDataStayWhatTheyAre() {
		TestClient client = client("alice").joined(this.room);
		client.ask("dialogue:subscribeAll", payload(""));
		client.send("dialogue:trigger", payload("event: 'ping'"));
		JsonNode absent = client.expect("dialogue:event");
		assertThat(absent.has("data")).isFalse();
		assertThat(absent.has("meta")).isFalse();
		assertThat(absent.has("id")).isFalse();
		assertThat(absent.has("offset")).isFalse();
		client.send("dialogue:trigger", payload("event: 'ping', data: null, meta: {}"));
		JsonNode isNull = client.expect("dialogue:event");
		assertThat(isNull.path("data").isNull()).isTrue();
		assertThat(isNull.path("meta")).isEqualTo(Json.of("{}"));
	}

	@Test
	void senderDoesNotGetWhatIsNotEchoed() {
		TestClient alice = client("alice").joined(this.room);
		TestClient bob = client("bob").joined(this.room);
		alice.ask("dialogue:subscribeAll", payload(""));
		bob.ask("dialogue:subscribeAll", payload(""));
		alice.ask("dialogue:trigger", payload("event: 'silent', data: 1"));
		bob.expectEvent("silent");
		alice.expectNothing();
	}

	@Test
	void triggerIsRefused() {
		TestClient client = client("alice");
		String trigger = "dialogue:trigger";
		refused(client, trigger, payload("event: 'ping'"), "NOT_A_MEMBER", "Join room '" + this.room + "' first");
		client.joined(this.room);
		refused(client, trigger, "{roomId: 'nowhere', event: 'ping'}", "ROOM_NOT_FOUND",
				"Room 'nowhere' does not exist");
		refused(client, trigger, payload("event: 'other'"), "EVENT_NOT_ALLOWED",
				"Event 'other' is not allowed in room '" + this.room + "'");
		refused(client, trigger, payload("event: 'message', data: {text: ''}"), "VALIDATION_FAILED",
				"Event 'message' validation failed: text: size must be between 1 and 20");
		refused(client, trigger, payload("event: 'message', data: {text: 'reject'}"), "EVENT_REJECTED", "Not so");
		refused(client, trigger, payload("event: ['message']"), "INVALID_REQUEST", "event must be a string");
		client.send(trigger, payload("event: 'message', data: {text: 'throw'}"));
		assertThat(client.expectError("INTERNAL_ERROR").path("message").stringValue()).doesNotContain("secret");
		JsonNode ack = client.ask(trigger, payload("event: 'message', data: {text: 'null'}"));
		assertThat(ack.path("ok").booleanValue()).isFalse();
		assertThat(ack.path("code").stringValue()).isEqualTo("INTERNAL_ERROR");
		client.expectNothing();
	}

	/** What would stand for the bytes in JSON reaches nobody. */
	@Test
	void attachmentsAreRefused() {
		TestClient alice = client("alice").joined(this.room);
		TestClient bob = client("bob").joined(this.room);
		bob.send("dialogue:subscribeAll", payload(""));
		bob.roundTrip();
		String message = "A request may not have binary attachments: send text, such as Base64";
		alice.sendBytes("dialogue:trigger", payload("event: 'ping'"));
		assertThat(alice.expectError("INVALID_REQUEST").path("message").stringValue()).isEqualTo(message);
		assertThat(alice.askWithBytes("dialogue:trigger", payload("event: 'ping'")))
			.isEqualTo(Json.value(Map.of("ok", false, "code", "INVALID_REQUEST", "message", message)));
		alice.expectNothing();
		bob.expectNothing();
	}

	@Test
	void triggersAreLimited() {
		TestClient client = client("alice").joined("slow");
		client.send("dialogue:trigger", "{roomId: 'slow', event: 'ping'}");
		client.expectEvent("ping");
		client.send("dialogue:trigger", "{roomId: 'slow', event: 'ping'}");
		JsonNode error = client.expectError("RATE_LIMITED");
		assertThat(error.path("retryAfter").longValue()).isBetween(1L, 60_000L);
		JsonNode ack = client.ask("dialogue:trigger", "{roomId: 'slow', event: 'ping'}");
		assertThat(ack.path("ok").booleanValue()).isFalse();
		assertThat(ack.path("retryAfter").longValue()).isPositive();
		client.joined(this.room).ask("dialogue:trigger", payload("event: 'ping'")).path("ok");
	}

	@Test
	void historyIsPaged() {
		push("message", "{text: '1'}", "{text: '2'}");
		push("note", "{n: '3'}");
		push("message", "{text: '4'}");
		TestClient client = client("alice").joined(this.room);
		client.send("dialogue:getHistory", payload("eventName: 'message'"));
		JsonNode response = client.expect("dialogue:historyResponse");
		assertThat(response.path("roomId").stringValue()).isEqualTo(this.room);
		assertThat(response.path("eventName").stringValue()).isEqualTo("message");
		assertThat(response.path("start").intValue()).isZero();
		assertThat(response.path("end").intValue()).isEqualTo(50);
		assertThat(texts(response.path("events"))).containsExactly("4", "2", "1");
		JsonNode ack = client.ask("dialogue:getHistory", payload("start: 1, end: 3"));
		assertThat(ack.path("ok").booleanValue()).isTrue();
		assertThat(ack.path("eventName").isNull()).isTrue();
		assertThat(ack.path("events").valueStream().map((event) -> event.path("offset").intValue())).containsExactly(3,
				2);
		assertThat(ack.path("events").path(0).path("data")).isEqualTo(Json.of("{n: 3}"));
		JsonNode before = client.ask("dialogue:getHistory", payload("eventName: 'message', before: 2, end: 10"));
		assertThat(texts(before.path("events"))).containsExactly("1");
		assertThat(client.ask("dialogue:getHistory", payload("eventName: 'zzz'")).path("events")).isEmpty();
		client.expectNothing();
	}

	@Test
	void historyIsRefused() {
		TestClient client = client("alice");
		String request = "dialogue:getHistory";
		refused(client, request, payload(""), "NOT_A_MEMBER", "Join room '" + this.room + "' first");
		refused(client, request, "{roomId: 'nowhere'}", "ROOM_NOT_FOUND", "Room 'nowhere' does not exist");
		refused(client, request, "{}", "INVALID_REQUEST", "roomId is required");
		for (int i = 0; i < 14; i++) {
			client.ask(request, payload(""));
		}
		JsonNode ack = client.ask(request, payload(""));
		assertThat(ack.path("code").stringValue()).isEqualTo("RATE_LIMITED");
		assertThat(ack.path("message").stringValue())
			.isEqualTo("Too many history requests. Please wait before trying again.");
		assertThat(ack.path("retryAfter").longValue()).isPositive();
	}

	@Test
	void roomsAreListedInOrderOfRegistration() {
		TestClient client = client("alice").joined("slow");
		client.send("dialogue:listRooms");
		JsonNode rooms = client.expect("dialogue:rooms");
		assertThat(rooms.path(0))
			.isEqualTo(Json.of("{id: 'lobby', name: 'Lobby', description: 'Where all begin', size: 0}"));
		assertThat(rooms.path(1)).isEqualTo(Json.of("{id: 'slow', name: 'Slow', size: 1, maxSize: 9}"));
		JsonNode ack = client.ask("dialogue:listRooms");
		assertThat(ack.path("ok").booleanValue()).isTrue();
		assertThat(ack.path("rooms")).isEqualTo(rooms);
	}

	@Test
	void createdRoomIsAnnouncedToAllAndDeletedByItsCreator() {
		TestClient alice = client("alice");
		TestClient bob = client("bob");
		String id = "own-" + ROOMS.incrementAndGet();
		alice.send("dialogue:createRoom", "{id: '" + id + "', name: 'Mine', description: 'My own', maxSize: 3}");
		JsonNode created = Json
			.of("{id: '" + id + "', name: 'Mine', description: 'My own', maxSize: 3, createdById: 'alice', size: 0}");
		assertThat(alice.expect("dialogue:roomCreated")).isEqualTo(created);
		assertThat(bob.expect("dialogue:roomCreated")).isEqualTo(created);
		String exists = "Room '" + id + "' already exists";
		refused(bob, "dialogue:createRoom", "{id: '" + id + "', name: 'Again'}", "ROOM_EXISTS", exists);
		bob.joined(id);
		assertThat(bob.ask("dialogue:trigger", "{roomId: '" + id + "', event: 'message', data: {text: 'x'}}")
			.path("recipients")
			.intValue()).isEqualTo(1);
		bob.expectEvent("message");
		refused(bob, "dialogue:deleteRoom", "{roomId: '" + id + "'}", "PERMISSION_DENIED",
				"Only the room creator can delete this room");
		alice.send("dialogue:deleteRoom", "{roomId: '" + id + "'}");
		JsonNode deleted = Json.value(Map.of("roomId", id));
		assertThat(alice.expect("dialogue:roomDeleted")).isEqualTo(deleted);
		assertThat(bob.expect("dialogue:roomDeleted")).isEqualTo(deleted);
		String gone = "Room '" + id + "' does not exist";
		refused(alice, "dialogue:deleteRoom", "{roomId: '" + id + "'}", "ROOM_NOT_FOUND", gone);
		bob.expectNothing();
	}

	@Test
	void creationAndDeletionAreAcknowledgedBesideTheAnnouncement() {
		TestClient alice = client("alice");
		String id = "own-" + ROOMS.incrementAndGet();
		Acknowledgement created = new Acknowledgement(
				alice.ask("dialogue:createRoom", "{id: '" + id + "', name: 'Mine'}"));
		created.isOk().has("id", id).has("createdById", "alice").has("maxSize", 20);
		alice.expect("dialogue:roomCreated");
		new Acknowledgement(alice.ask("dialogue:deleteRoom", "{roomId: '" + id + "'}")).isOk().has("roomId", id);
		alice.expect("dialogue:roomDeleted");
		alice.expectNothing();
	}

	@Test
	void creationIsRefused() {
		TestClient client = client("alice");
		String request = "dialogue:createRoom";
		refused(client, request, "{name: 'x'}", "INVALID_REQUEST", "Room id and name are required");
		refused(client, request, "{id: 'a b', name: 'x'}", "INVALID_REQUEST",
				"id may contain only letters, digits, '-', ':', '.', '_' and '@'");
		refused(client, request, "{id: 'lobby', name: 'x'}", "ROOM_EXISTS", "Room 'lobby' already exists");
		refused(client, request, "{id: 'big', name: 'x', maxSize: 21}", "INVALID_REQUEST",
				"maxSize must be an integer from 1 to 20");
		for (int i = 0; i < 8; i++) {
			client.ask(request, "{id: 'lobby', name: 'x'}");
		}
		JsonNode ack = client.ask(request, "{id: 'lobby', name: 'x'}");
		assertThat(ack.path("code").stringValue()).isEqualTo("RATE_LIMITED");
		refused(client, "dialogue:deleteRoom", "{roomId: 'lobby'}", "PERMISSION_DENIED",
				"Only the room creator can delete this room");
		refused(client, "dialogue:deleteRoom", "{}", "INVALID_REQUEST", "roomId is required");
	}

	@Test
	void unknownAndReservedRequestsAreIgnored() {
		TestClient client = client("alice").joined(this.room);
		client.send("dialogue:unknown", "{a: 1}");
		client.send("dialogue:request", "{a: 1}");
		client.send("message", "{text: 'raw'}");
		client.send("dialogue:event", payload("event: 'message', data: {text: 'forged'}, from: 'bob'"));
		client.expectNothing();
	}

	@Test
	void serverSendsAnyMessageToOneClient() {
		TestClient alice = client("alice");
		TestClient bob = client("bob");
		server.template().sendToUser("alice", "greeting", Map.of("text", "hi"));
		assertThat(alice.expect("greeting")).isEqualTo(Json.of("{text: 'hi'}"));
		server.template().clients("alice").get(0).send("nothing", null);
		assertThat(alice.expect("nothing").isNull()).isTrue();
		bob.expectNothing();
	}

	@Test
	void disconnectedClientIsToldToStayAway() {
		TestClient client = client("alice");
		server.template().disconnectUser("alice");
		assertThat(client.disconnection()).isEqualTo("io server disconnect");
		await().until(() -> server.template().clients("alice").isEmpty());
	}

	@Test
	void sessionIsTakenOver() {
		this.room = create((room) -> room.maxSize(1));
		TestClient former = server.open(this.transport, "null");
		JsonNode connected = former.expect("dialogue:connected");
		former.joined(this.room);
		TestClient next = server.open(this.transport, "{session: " + connected.path("session") + "}");
		JsonNode again = next.expect("dialogue:connected");
		assertThat(again.path("userId")).isEqualTo(connected.path("userId"));
		assertThat(again.path("clientId")).isNotEqualTo(connected.path("clientId"));
		assertThat(again.path("session")).isNotEqualTo(connected.path("session"));
		next.joined(this.room);
		assertThat(former.disconnection()).isIn("transport close", "transport error");
		assertThat(server.room(this.room).size()).isEqualTo(1);
	}

	@Test
	void wrongSessionIsIgnored() {
		TestClient client = server.open(this.transport, "{session: 'guessed', userId: 'alice'}");
		assertThat(client.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("alice");
	}

	private TestClient client(String userId) {
		return server.connect(this.transport, userId);
	}

	private static String create(java.util.function.UnaryOperator<RoomDefinitionBuilder> settings) {
		String id = "room-" + ROOMS.incrementAndGet();
		RoomDefinitionBuilder definition = RoomDefinition.builder(id, "A room")
			.events("message", "typing", "ping", "note", "silent")
			.defaultSubscriptions("message")
			.announced(false);
		server.template().createRoom(settings.apply(definition).build()).join();
		return id;
	}

	/** A payload with the test's room. */
	private String payload(String fields) {
		return "{roomId: '" + this.room + "'" + (fields.isEmpty() ? "" : ", ") + fields + "}";
	}

	private void push(String event, String... payloads) {
		for (String payload : payloads) {
			server.template().trigger(this.room, event, Json.of(payload)).join();
		}
	}

	private static List<String> texts(JsonNode events) {
		return events.valueStream().map((event) -> event.path("data").path("text").stringValue()).toList();
	}

	/** Both as a message and as an acknowledgement, and nothing else. */
	private static void refused(TestClient client, String request, String payload, String code, String message) {
		client.send(request, payload);
		assertThat(client.expect("dialogue:error")).isEqualTo(Json.value(Map.of("code", code, "message", message)));
		assertThat(client.ask(request, payload))
			.isEqualTo(Json.value(Map.of("ok", false, "code", code, "message", message)));
		client.expectNothing();
	}

	private record Acknowledgement(JsonNode json) {

		Acknowledgement isOk() {
			assertThat(this.json.path("ok").booleanValue()).as("%s", this.json).isTrue();
			return this;
		}

		Acknowledgement has(String field, Object value) {
			assertThat(this.json.path(field)).as("%s of %s", field, this.json).isEqualTo(Json.value(value));
			return this;
		}

	}

	private static final class Doorman implements ClientHooks {

		@Override
		public HookDecision beforeJoin(ConnectedClient client, Room room) {
			return client.userId().equals("thief") ? HookDecision.reject("Not you") : HookDecision.accept();
		}

	}

	private static final class Moderation implements EventHooks {

		@Override
		public HookDecision beforeEach(EventExchange exchange) {
			String text = Json.value(exchange.data()).path("text").stringValue("");
			return switch (text) {
				case "reject" -> HookDecision.reject("Not so");
				case "throw" -> throw new IllegalStateException("secret");
				case "null" -> null;
				default -> HookDecision.accept();
			};
		}

	}

}
