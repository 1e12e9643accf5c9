package io.dialogue.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.room.RoomDefinition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients get wrong, by accident or on purpose: each request with each of its fields
 * missing, of another type, out of bounds. It is refused, or passed over in silence, and
 * nobody else notices.
 */
class BadInputTests {

	/** Stands in all that is sent, and must not be in the log. */
	private static final String MARK = "payload-of-the-client";

	private static final String LONG = MARK + "x".repeat(10_000);

	/** Values that no field takes as text. */
	private static final List<String> NO_TEXT = List.of("5", "-1", "1.5", "1e308", "true", "[]", "{}",
			"{valueOf: 1, a: '" + MARK + "'}", "['" + MARK + "']", nested(40));

	/** Texts that are no ids and no names of events. */
	private static final List<String> NO_NAME = List.of("'a b'", "'a/b'", "'a\\\\b'", "'👋'", "'a\\u0000b'", "'a\\nb'",
			"'" + MARK + "<script>'", "'../" + MARK + "'", "'" + LONG + "'");

	private static final List<String> NO_NUMBER = List.of("-1", "1.5", "1e308", "-1e308", "true", "'5'", "''", "[]",
			"[1]", "{}", "{valueOf: 1}", "99999999999999999999", nested(40));

	private static final String MISSING = "";

	private static final List<String> EMPTY = List.of(MISSING, "null", "''");

	private static TestServer server;

	private TestClient client;

	private TestClient observer;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=message,ping",
					"dialogue.rooms.chat.default-subscriptions=*", "dialogue.rooms[{id}].name=Room",
					"dialogue.rooms[{id}].access.create=anyone", "dialogue.rooms[{id}].announce=true",
					"dialogue.rooms[{id}].max-size=20", "dialogue.events.ping.description=Anything",
					"dialogue.events.message.type=" + ConformanceEvents.Message.class.getName(),
					"dialogue.rate-limits.enabled=false")
			.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void connect() {
		this.client = server.connect("mallory").joined("chat");
		this.observer = server.connect("alice").joined("chat");
	}

	@AfterEach
	void nobodyElseNoticed() {
		this.observer.expectNothing();
		this.observer.send("dialogue:trigger", "{roomId: 'chat', event: 'message', data: {text: 'still here'}}");
		this.observer.expectEvent("message");
		server.closeClients();
		assertThat(server.room("chat").size()).isZero();
		assertThat(server.template().rooms()).hasSize(1);
	}

	static Stream<Arguments> badFields() {
		List<Arguments> cases = new ArrayList<>();
		for (String request : List.of("join", "leave", "subscribeAll", "deleteRoom", "getHistory")) {
			cases.add(name(request, "{}", "roomId"));
		}
		for (String request : List.of("subscribe", "unsubscribe")) {
			cases.add(name(request, "{eventName: 'ping'}", "roomId"));
			cases.add(name(request, "{roomId: 'chat'}", "eventName"));
		}
		cases.add(name("trigger", "{event: 'ping'}", "roomId"));
		cases.add(name("trigger", "{roomId: 'chat'}", "event"));
		String ping = "{roomId: 'chat', event: 'ping'}";
		cases.add(field("trigger", ping, "meta",
				List.of("5", "true", "'text'", "[]", "[{}]", "{a: '" + LONG + "'}", nested(40))));
		cases.add(field("trigger", ping, "id", both(NO_TEXT, List.of("'" + LONG + "'"))));
		String chat = "{roomId: 'chat'}";
		cases.add(field("getHistory", chat, "eventName", both(NO_TEXT, NO_NAME)));
		for (String field : List.of("start", "end", "before")) {
			cases.add(field("getHistory", chat, field, NO_NUMBER));
		}
		cases.add(field("getHistory", "{roomId: 'chat', start: 5}", "end", List.of("4", "206")));
		cases.add(field("join", chat, "since",
				List.of("5", "'text'", "[]", "{}", "{epoch: 'e'}", "{offset: 1}", nested(40))));
		cases.add(field("join", chat, "since", "epoch ",
				List.of("{epoch: 5, offset: 1}", "{epoch: '" + LONG + "', offset: 1}")));
		cases.add(field("join", chat, "since", "offset ",
				List.of("{epoch: 'e', offset: -1}", "{epoch: 'e', offset: 1e308}", "{epoch: 'e', offset: {}}")));
		cases.add(field("join", chat, "subscriptions", List.of("5", "'ping'", "{}", "[5]", "[null]", "['a b']",
				"[['ping']]", "['" + LONG + "']", "[" + "'a',".repeat(64) + "'a']")));
		cases.add(field("refresh", "{}", "token", both(NO_TEXT, EMPTY)));
		String required = "Room id and name are required";
		List<String> empty = both(both(NO_TEXT, EMPTY), List.of("' '"));
		cases.add(field("createRoom", "{name: 'x'}", "id", required, empty));
		cases.add(field("createRoom", "{id: 'x'}", "name", required, empty));
		cases.add(field("createRoom", "{name: 'x'}", "id", NO_NAME));
		cases.add(field("createRoom", "{id: 'x'}", "name", List.of("'" + LONG + "'", "'a\\u0000b'", "'a\\nb'")));
		String room = "{id: 'x', name: 'x'}";
		cases.add(field("createRoom", room, "description", both(NO_TEXT, List.of("'" + LONG + "'"))));
		cases.add(field("createRoom", room, "maxSize", both(NO_NUMBER, List.of("0", "21"))));
		return cases.stream();
	}

	private static Arguments name(String request, String others, String field) {
		return field(request, others, field, both(both(NO_TEXT, NO_NAME), EMPTY));
	}

	private static Arguments field(String request, String others, String field, List<String> values) {
		return field(request, others, field, field + " ", values);
	}

	private static Arguments field(String request, String others, String field, String message, List<String> values) {
		return Arguments.of(request, field, others, message, values);
	}

	private static List<String> both(List<String> some, List<String> others) {
		return Stream.concat(some.stream(), others.stream()).toList();
	}

	@ParameterizedTest(name = "{0} with bad {1}: {3}")
	@MethodSource("badFields")
	void badFieldIsRefused(String request, String field, String others, String message, List<String> values) {
		try (LogCapture log = new LogCapture()) {
			for (String value : values) {
				Map<String, Object> payload = new LinkedHashMap<>();
				Json.of(others).properties().forEach((other) -> payload.put(other.getKey(), other.getValue()));
				if (!value.equals(MISSING)) {
					payload.put(field, Json.of(value));
				}
				assertInvalid("dialogue:" + request, Json.value(payload), message);
			}
			log.assertNoLine();
		}
	}

	private void assertInvalid(String request, JsonNode payload, String message) {
		this.client.send(request, List.of(payload));
		JsonNode error = this.client.expectError("INVALID_REQUEST");
		assertThat(error.path("message").stringValue()).as("%.200s", payload)
			.startsWith(message)
			.doesNotContain(MARK)
			.hasSizeLessThan(200);
		JsonNode ack = this.client.request(request, List.of(payload)).join();
		assertThat(ack.path("ok").booleanValue()).isFalse();
		assertThat(ack.path("code").stringValue()).isEqualTo("INVALID_REQUEST");
		this.client.expectNothing();
	}

	@ParameterizedTest
	@ValueSource(strings = { "join", "leave", "subscribe", "unsubscribe", "subscribeAll", "trigger", "getHistory",
			"deleteRoom" })
	void payloadThatIsNoObjectIsRefused(String request) {
		for (String payload : List.of("null", "5", "'chat'", "[]", "['chat']", "true", nested(40))) {
			this.client.send("dialogue:" + request, payload);
			assertThat(this.client.expectError("INVALID_REQUEST").path("message").stringValue())
				.isEqualTo("roomId is required");
		}
		this.client.send("dialogue:" + request);
		assertThat(this.client.expectError("INVALID_REQUEST").path("message").stringValue())
			.isEqualTo("roomId is required");
		this.client.send("dialogue:" + request, "{roomId: 'nowhere', eventName: 'ping', event: 'ping'}", "{}", "[1]");
		if (!request.equals("leave")) {
			assertThat(this.client.expectError("ROOM_NOT_FOUND").path("message").stringValue())
				.isEqualTo("Room 'nowhere' does not exist");
		}
		this.client.expectNothing();
	}

	@Test
	void listOfRoomsNeedsNoPayloadAndIgnoresAny() {
		for (String payload : List.of("null", "5", "'" + LONG + "'", "[]", nested(40))) {
			this.client.send("dialogue:listRooms", payload);
			assertThat(this.client.expect("dialogue:rooms")).hasSize(1);
		}
	}

	@Test
	void hugeDataIsRefusedAndLargeDataIsNot() {
		String trigger = "{roomId: 'chat', event: 'ping', data: {a: '%s'}}";
		this.client.send("dialogue:trigger", trigger.formatted("x".repeat(70_000)));
		assertThat(this.client.expectError("INVALID_REQUEST").path("message").stringValue()).startsWith("data ");
		this.client.send("dialogue:trigger", trigger.formatted("x".repeat(60_000)));
		assertThat(this.client.expectEvent("ping").path("a").stringValue()).hasSize(60_000);
		this.observer.expectEvent("ping");
	}

	@Test
	void deeplyNestedDataPassesOrIsRefused() {
		this.client.send("dialogue:trigger", "{roomId: 'chat', event: 'ping', data: " + nested(40) + "}");
		assertThat(this.client.expectEvent("ping")).isEqualTo(Json.of(nested(40)));
		this.observer.expectEvent("ping");
		this.client.send("dialogue:trigger", "{roomId: 'chat', event: 'message', data: " + nested(40) + "}");
		this.client.expectError("VALIDATION_FAILED");
		this.client.send("dialogue:trigger", "{roomId: 'chat', event: 'message', data: {text: " + nested(40) + "}}");
		assertThat(this.client.expectError("VALIDATION_FAILED").path("message").stringValue())
			.isEqualTo("Event 'message' validation failed: text: must be a string");
	}

	@Test
	void packetsThatNestTooDeeplyEndTheirOwnConnectionOnly() {
		try (LogCapture log = new LogCapture()) {
			this.client.send("dialogue:trigger", "{roomId: 'chat', event: 'ping', data: " + nested(400) + "}");
			assertThat(this.client.disconnection()).isIn("transport close", "transport error");
			log.assertNoLine();
		}
	}

	@Test
	void fieldsThatNobodyKnowsAreIgnored() {
		this.client.send("dialogue:trigger",
				"{roomId: 'chat', event: 'message', from: 'alice', timestamp: 1, offset: 7, "
						+ "__proto__: {a: 1}, constructor: {}, data: {text: 'hi', from: 'alice', toString: 1}}");
		for (TestClient member : List.of(this.client, this.observer)) {
			JsonNode event = member.expect("dialogue:event");
			assertThat(event.path("from").stringValue()).isEqualTo("mallory");
			assertThat(event.path("data")).isEqualTo(Json.of("{text: 'hi'}"));
			assertThat(event.path("timestamp").longValue()).isGreaterThan(1);
			assertThat(event.has("offset")).isFalse();
		}
	}

	@Test
	void joinedTwiceAndLeftTwiceKeepsOneSeat() {
		this.client.send("dialogue:join", "{roomId: 'chat'}");
		this.client.send("dialogue:join", "{roomId: 'chat'}");
		this.client.expect("dialogue:joined");
		this.client.expect("dialogue:joined");
		assertThat(server.room("chat").size()).isEqualTo(2);
		this.client.send("dialogue:leave", "{roomId: 'chat'}");
		this.client.send("dialogue:leave", "{roomId: 'chat'}");
		this.client.expect("dialogue:left");
		this.client.expectNothing();
		assertThat(server.room("chat").size()).isEqualTo(1);
		for (String request : List.of("trigger", "subscribe", "getHistory", "subscribeAll")) {
			this.client.send("dialogue:" + request, "{roomId: 'chat', event: 'ping', eventName: 'ping'}");
			this.client.expectError("NOT_A_MEMBER");
		}
	}

	@Test
	void claimedUserIdsAreBounded() {
		for (String userId : List.of("'" + LONG + "'", "'a\\u0000b'")) {
			JsonNode refusal = server.open(Transport.WEBSOCKET, "{userId: " + userId + "}").refusal();
			assertThat(refusal.path("message").stringValue()).startsWith("userId ").doesNotContain(MARK);
			assertThat(refusal.path("data").path("code").stringValue()).isEqualTo("INVALID_REQUEST");
		}
		for (String auth : List.of("{userId: {}}", "{userId: ''}", "{userId: ' '}", "{userId: [1]}", "{token: 5}",
				"{session: 5}", "{session: '" + LONG + "'}", "{a: " + nested(40) + "}")) {
			JsonNode connected = server.open(Transport.WEBSOCKET, auth).expect("dialogue:connected");
			assertThat(connected.path("userId")).isEqualTo(connected.path("clientId"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage", "4", "49", "42", "42[]", "42[", "42{}", "42[{\"a\":1}]", "42[null]", "41x",
			"42/other,[\"dialogue:join\"]", "451-[\"dialogue:join\",{\"_placeholder\":true,\"num\":0}]",
			"42999999999999999999[\"dialogue:join\",{}]", "43[]", "44{\"message\":\"x\"}", "7", "\u0000" })
	void brokenPacketsEndTheirOwnConnectionOnly(String packet) throws Exception {
		try (RawSocket socket = RawSocket.connected(server.port()); LogCapture log = new LogCapture()) {
			socket.trySend(packet);
			socket.trySend("42[\"dialogue:join\",{\"roomId\":\"chat\"}]");
			socket.answer(RawSocket.CLOSED, "42[\"dialogue:joined\"");
			log.assertNoLine();
		}
	}

	@ParameterizedTest
	@EnumSource(Transport.class)
	void twoHundredClientsRaceForTenSeats(Transport transport) {
		server.template()
			.createRoom(RoomDefinition.builder("race", "Race").maxSize(10).announced(false).build())
			.join();
		List<TestClient> racers = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			racers.add(server.open(transport, "{userId: 'racer-" + i + "'}"));
		}
		racers.forEach((racer) -> racer.expect("dialogue:connected"));
		List<CompletableFuture<JsonNode>> answers = racers.stream()
			.map((racer) -> racer.request("dialogue:join", List.of(Json.of("{roomId: 'race'}"))))
			.toList();
		List<JsonNode> results = answers.stream().map(CompletableFuture::join).toList();
		assertThat(results.stream().filter((result) -> result.path("ok").booleanValue())).hasSize(10);
		assertThat(results.stream().filter((result) -> result.path("code").stringValue("").equals("ROOM_FULL")))
			.hasSize(190);
		assertThat(server.room("race").size()).isEqualTo(10);
		assertThat(server.room("race").participants()).hasSize(10);
		for (int i = 0; i < 200; i++) {
			if (results.get(i).path("ok").booleanValue()) {
				racers.get(i).close();
			}
		}
		await().until(() -> server.room("race").size() == 0);
		server.template().deleteRoom("race").join();
	}

	private static String nested(int depth) {
		return "[".repeat(depth) + "'" + MARK + "'" + "]".repeat(depth);
	}

}
