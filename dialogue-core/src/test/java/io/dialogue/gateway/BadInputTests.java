package io.dialogue.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.dialogue.access.AccessAction;
import io.dialogue.access.AccessRule;
import io.dialogue.access.RoomAccess;
import io.dialogue.room.RoomSettings;
import io.dialogue.room.RoomTemplate;
import io.dialogue.testsupport.LogCapture;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;
import io.dialogue.testsupport.Typing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever clients send gets its documented error or silence, and harms nobody.
 */
class BadInputTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static TestDialogue dialogue;

	private static TestClient bad;

	private static TestClient honest;

	@BeforeAll
	static void begin() {
		dialogue = TestDialogue.builder()
			.events(Message.class, Typing.class)
			.room("chat", (room) -> room.events("*").defaultSubscriptions("*"))
			.templates(RoomTemplate.of("{id}", "Room {id}",
					RoomSettings.DEFAULTS.withEvents(Set.of("*"))
						.withMaxSize(10)
						.withAccess(RoomAccess.DEFAULTS.with(AccessAction.CREATE, AccessRule.ANYONE))))
			.build();
		bad = dialogue.connect("bad");
		bad.join("chat");
		honest = dialogue.connect("honest");
		honest.join("chat");
	}

	@AfterAll
	static void end() {
		dialogue.close();
	}

	/** Good requests, of which one field is then spoilt. */
	private static Map<String, Map<String, Object>> requests() {
		Map<String, Map<String, Object>> requests = new LinkedHashMap<>();
		requests.put("dialogue:join", Map.of("roomId", "chat"));
		requests.put("dialogue:leave", Map.of("roomId", "chat"));
		requests.put("dialogue:subscribe", Map.of("roomId", "chat", "eventName", "message"));
		requests.put("dialogue:unsubscribe", Map.of("roomId", "chat", "eventName", "message"));
		requests.put("dialogue:subscribeAll", Map.of("roomId", "chat"));
		requests.put("dialogue:trigger", Map.of("roomId", "chat", "event", "free"));
		requests.put("dialogue:getHistory", Map.of("roomId", "chat"));
		requests.put("dialogue:createRoom", Map.of("id", "new", "name", "New"));
		requests.put("dialogue:deleteRoom", Map.of("roomId", "chat"));
		requests.put("dialogue:refresh", Map.of("token", "t"));
		return requests;
	}

	static Stream<Arguments> spoiltRequiredFields() {
		List<Arguments> cases = new ArrayList<>();
		requests().forEach((name, fields) -> fields.keySet().forEach((field) -> {
			spoilt().forEach((value) -> {
				ObjectNode payload = MAPPER.valueToTree(fields);
				if (value.isMissingNode()) {
					payload.remove(field);
				}
				else {
					payload.set(field, value);
				}
				cases.add(Arguments.of(name, field, payload));
			});
		}));
		return cases.stream();
	}

	private static List<JsonNode> spoilt() {
		return List.of(MAPPER.missingNode(), MAPPER.nullNode(), MAPPER.valueToTree(5), MAPPER.valueToTree(true),
				MAPPER.valueToTree(""), MAPPER.valueToTree(List.of("chat")), MAPPER.valueToTree(Map.of("valueOf", 1)),
				MAPPER.valueToTree("x".repeat(20_000)), nested(100), nested(10_000));
	}

	@ParameterizedTest
	@MethodSource("spoiltRequiredFields")
	void spoiltRequiredFieldIsRefused(String name, String field, JsonNode payload) {
		JsonNode answer = bad.ack(name, payload);
		assertThat(answer.path("ok").booleanValue()).isFalse();
		assertThat(answer.path("code").stringValue()).isEqualTo("INVALID_REQUEST");
		assertThat(answer.path("message").stringValue()).hasSizeLessThan(200)
			.satisfiesAnyOf((text) -> assertThat(text).startsWith(field),
					(text) -> assertThat(text).isEqualTo("Room id and name are required"));
	}

	static Stream<Arguments> payloadsThatAreNoObject() {
		return requests().keySet()
			.stream()
			.flatMap((name) -> Stream
				.of(MAPPER.missingNode(), MAPPER.nullNode(), MAPPER.valueToTree("chat"), MAPPER.valueToTree(7),
						MAPPER.valueToTree(List.of()), MAPPER.createObjectNode(), nested(10_000))
				.map((payload) -> Arguments.of(name, payload)));
	}

	@ParameterizedTest
	@MethodSource("payloadsThatAreNoObject")
	void payloadThatIsNoObjectIsRefused(String name, JsonNode payload) {
		JsonNode answer = bad.ack(name, payload);
		assertThat(answer.path("code").stringValue()).isEqualTo("INVALID_REQUEST");
		bad.connection().clear();
		bad.send(name, payload);
		JsonNode error = bad.connection().take("dialogue:error");
		assertThat(error.propertyNames()).containsExactly("code", "message");
		assertThat(error.path("code").stringValue()).isEqualTo("INVALID_REQUEST");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "a b", " chat", "a/b", "../chat", "😀", "chat\n", "chat\u0000", "é", "{chat}", "a,b", "<b>" })
	void idsOutsideTheRuleAreRefused(String id) {
		for (String name : List.of("dialogue:join", "dialogue:leave", "dialogue:subscribeAll", "dialogue:getHistory",
				"dialogue:deleteRoom")) {
			assertThat(bad.ack(name, Map.of("roomId", id)).path("message").stringValue())
				.isEqualTo("roomId may contain only letters, digits, '-', ':', '.', '_' and '@'");
		}
		assertInvalid("dialogue:createRoom", Map.of("id", id, "name", "n"), "id may contain");
		assertInvalid("dialogue:trigger", Map.of("roomId", "chat", "event", id), "event may contain");
		assertInvalid("dialogue:subscribe", Map.of("roomId", "chat", "eventName", id), "eventName may contain");
		assertInvalid("dialogue:getHistory", Map.of("roomId", "chat", "eventName", id), "eventName may contain");
	}

	static Stream<Arguments> spoiltOptionalFields() {
		return Stream.of(Arguments.of("dialogue:getHistory", "end", "-1", "end must be an integer"),
				Arguments.of("dialogue:getHistory", "end", "1e308", "end must be an integer"),
				Arguments.of("dialogue:getHistory", "end", "{\"valueOf\":1}", "end must be an integer"),
				Arguments.of("dialogue:getHistory", "end", "1.5", "end must be an integer"),
				Arguments.of("dialogue:getHistory", "end", "\"5\"", "end must be an integer"),
				Arguments.of("dialogue:getHistory", "end", "99999999999999999999", "end must be an integer"),
				Arguments.of("dialogue:getHistory", "end", "201", "end must be from start to start + 200"),
				Arguments.of("dialogue:getHistory", "start", "-1", "start must be an integer"),
				Arguments.of("dialogue:getHistory", "start", "[]", "start must be an integer"),
				Arguments.of("dialogue:getHistory", "start", "2147483647", "end must be from start"),
				Arguments.of("dialogue:getHistory", "before", "-1", "before must be an integer"),
				Arguments.of("dialogue:getHistory", "before", "\"x\"", "before must be an integer"),
				Arguments.of("dialogue:getHistory", "eventName", "5", "eventName must be a string"),
				Arguments.of("dialogue:join", "since", "5", "since needs epoch and offset"),
				Arguments.of("dialogue:join", "since", "{}", "since needs epoch and offset"),
				Arguments.of("dialogue:join", "since", "{\"epoch\":\"e\"}", "since needs epoch and offset"),
				Arguments.of("dialogue:join", "since", "{\"epoch\":1,\"offset\":1}", "epoch must be a string"),
				Arguments.of("dialogue:join", "since", "{\"epoch\":\"e\",\"offset\":-1}", "offset must be an integer"),
				Arguments.of("dialogue:join", "since", "{\"epoch\":\"e\",\"offset\":1e9}", "offset must be an integer"),
				Arguments.of("dialogue:join", "subscriptions", "\"message\"", "subscriptions must be an array"),
				Arguments.of("dialogue:join", "subscriptions", "[5]", "subscriptions must be names of events"),
				Arguments.of("dialogue:join", "subscriptions", "[null]", "subscriptions must be names of events"),
				Arguments.of("dialogue:join", "subscriptions", "[\"a b\"]", "subscriptions must be names of events"),
				Arguments.of("dialogue:join", "subscriptions", "[" + "\"a\",".repeat(64) + "\"a\"]",
						"subscriptions must be an array of at most 64 names"),
				Arguments.of("dialogue:trigger", "meta", "5", "meta must be an object"),
				Arguments.of("dialogue:trigger", "meta", "[]", "meta must be an object"),
				Arguments.of("dialogue:trigger", "meta", "{\"a\":\"" + "x".repeat(5000) + "\"}",
						"meta may have at most"),
				Arguments.of("dialogue:trigger", "id", "5", "id must be a string"),
				Arguments.of("dialogue:trigger", "id", "\"" + "x".repeat(129) + "\"", "id may have at most 128"),
				Arguments.of("dialogue:trigger", "data", "\"" + "x".repeat(70_000) + "\"", "data may have at most"),
				Arguments.of("dialogue:trigger", "data", "[" + "1,".repeat(10_000) + "1]", "data may have at most"),
				Arguments.of("dialogue:trigger", "data", "[" + ("1".repeat(90) + ",").repeat(1000) + "1]",
						"data may have at most"),
				Arguments.of("dialogue:trigger", "meta", "{\"a\":[" + ("1".repeat(90) + ",").repeat(100) + "1]}",
						"meta may have at most"),
				Arguments.of("dialogue:createRoom", "name", "\"" + "n".repeat(101) + "\"", "name may have at most 100"),
				Arguments.of("dialogue:createRoom", "name", "\"a\\nb\"", "name must not contain control"),
				Arguments.of("dialogue:createRoom", "name", "\"  \"", "Room id and name are required"),
				Arguments.of("dialogue:createRoom", "description", "5", "description must be a string"),
				Arguments.of("dialogue:createRoom", "description", "\"" + "d".repeat(501) + "\"",
						"description may have"),
				Arguments.of("dialogue:createRoom", "maxSize", "0", "maxSize must be an integer from 1 to 10"),
				Arguments.of("dialogue:createRoom", "maxSize", "11", "maxSize must be an integer from 1 to 10"),
				Arguments.of("dialogue:createRoom", "maxSize", "\"5\"", "maxSize must be an integer"));
	}

	@ParameterizedTest
	@MethodSource
	void spoiltOptionalFields(String name, String field, String json, String message) {
		ObjectNode payload = MAPPER.valueToTree(requests().get(name));
		payload.set(field, MAPPER.readTree(json));
		assertInvalid(name, payload, message);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 600, 1_500, 100_000 })
	void deeplyNestedDataAndMetaAreRefused(int depth) {
		for (String field : List.of("data", "meta")) {
			ObjectNode payload = MAPPER.valueToTree(requests().get("dialogue:trigger"));
			payload.set(field, nested(depth));
			assertInvalid("dialogue:trigger", payload, field + " ");
		}
	}

	@Test
	void moderatelyNestedDataArrives() {
		ObjectNode payload = MAPPER.valueToTree(requests().get("dialogue:trigger"));
		payload.set("data", nested(50));
		bad.join("chat");
		assertThat(bad.ack("dialogue:trigger", payload).path("ok").booleanValue()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dialogue:unknown", "dialogue:request", "message", "", "connect", "disconnect", "*" })
	void messagesThatAreNoRequestAreIgnored(String name) {
		bad.connection().clear();
		bad.send(name, Map.of("roomId", "chat"));
		bad.ask(name, Map.of("roomId", "chat"));
		bad.ack("dialogue:listRooms", null);
		dialogue.awaitIdle();
		assertThat(bad.connection().names()).containsExactly("ack");
	}

	@Test
	void refusalsOfClientsLogNothingAndReachNobodyElse() {
		try (LogCapture log = new LogCapture()) {
			honest.connection().clear();
			spoiltRequiredFields().forEach((it) -> bad.send((String) it.get()[0], it.get()[2]));
			bad.ack("dialogue:trigger", Map.of("roomId", "nowhere", "event", "x"));
			bad.ack("dialogue:trigger", Map.of("roomId", "chat", "event", "message", "data", "secret"));
			dialogue.awaitIdle();
			assertThat(log.lines()).isEmpty();
			assertThat(honest.connection().received()).isEmpty();
			assertThat(honest.ack("dialogue:listRooms", null).path("ok").booleanValue()).isTrue();
		}
	}

	private static void assertInvalid(String name, @Nullable Object payload, String message) {
		JsonNode answer = bad.ack(name, payload);
		assertThat(answer.path("code").stringValue()).isEqualTo("INVALID_REQUEST");
		assertThat(answer.path("message").stringValue()).startsWith(message).hasSizeLessThan(200);
	}

	private static JsonNode nested(int depth) {
		JsonNode json = MAPPER.createObjectNode();
		for (int i = 0; i < depth; i++) {
			json = MAPPER.createObjectNode().set("a", json);
		}
		return json;
	}

}
