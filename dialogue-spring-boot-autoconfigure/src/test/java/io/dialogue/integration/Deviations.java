package io.dialogue.integration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * Where the decided protocol differs from what was recorded: the numbers of the steps
 * whose expectations are replaced, by what, and the decision (a number of the protocol's
 * "Decisions", or a place in it) that says so. What is replaced by several steps expects
 * them in that order.
 */
final class Deviations {

	private static final String MALFORMED = "Error codes: INVALID_REQUEST for every request";

	private static final String WORDS = "Error codes: the words of an issue are Bean Validation's";

	private static final String MEMBERS_ONLY = "Decision 3: trigger, subscribe and getHistory need membership";

	private static final String CONTEXT = "House: hooks look up clients and rooms, the server has customizer beans";

	private static final String NOT_A_MEMBER = "{code: 'NOT_A_MEMBER', message: \"Join room '%s' first\"}";

	private static final String INVALID_TEXT = "{code: 'VALIDATION_FAILED', message: \"Event 'message' validation failed: %s\"}";

	/**
	 * Fields that the decided protocol adds, by message (and by event of an
	 * acknowledgement).
	 */
	private static final Map<String, Set<String>> ADDITIONAL = Map.of("dialogue:connected",
			Set.of("protocol", "session", "expiresAt"), "dialogue:joined",
			Set.of("subscriptions", "epoch", "offset", "recovered"), "dialogue:left", Set.of("reason"),
			"dialogue:event", Set.of("id", "offset"), "dialogue:history", Set.of("id", "offset"),
			"dialogue:historyResponse", Set.of("id", "offset"), "dialogue:rooms", Set.of("createdById"),
			"dialogue:roomCreated", Set.of("size", "createdById"), "dialogue:error", Set.of("retryAfter"), "ack",
			Set.of("subscriptions", "epoch", "offset", "recovered", "recipients", "id", "createdById"));

	private final Map<String, TreeMap<Integer, Deviation>> byScenario = new LinkedHashMap<>();

	Deviations() {
		connecting();
		joining();
		triggering();
		hooks();
		history();
		rooms();
		serverSide();
	}

	private void connecting() {
		in("connect with token only uses the token as userId")
			.replace(1, "Decision 9: a token is never an id",
					expect("A", "dialogue:connected", "{clientId: '<id of A>', userId: '<id of A>'}"))
			.replace(11, "Decision 9", expect("A", "dialogue:event",
					"{event: 'message', roomId: 'chat', data: {text: 'x'}, from: '<id of A>', timestamp: '<ts>'}"))
			.replace(12, "Decision 9", expect("B", "dialogue:event",
					"{event: 'message', roomId: 'chat', data: {text: 'x'}, from: '<id of A>', timestamp: '<ts>'}"));
		in("connect with empty userId keeps the empty string").replace(1, "Decision 9: a non-empty string, or the id",
				expect("A", "dialogue:connected", "{clientId: '<id of A>', userId: '<id of A>'}"));
		in("authenticate hook: reject").replace(2, CONTEXT, calls(
				"{hook: 'socket.authenticate', authData: {token: 'bad'}, contextKeys: ['clients', 'rooms'], clients: 0}"));
		in("authenticate hook: reject when no auth is sent").replace(2, CONTEXT,
				calls("{hook: 'socket.authenticate', authData: {}, contextKeys: ['clients', 'rooms'], clients: 0}"));
		in("authenticate hook: throws").replace(2, CONTEXT, calls(
				"{hook: 'socket.authenticate', authData: {token: 'boom'}, contextKeys: ['clients', 'rooms'], clients: 0}"));
	}

	private void joining() {
		in("join malformed payloads are silently ignored").replace(3, MALFORMED, invalid("roomId is required"))
			.replace(5, MALFORMED, invalid("roomId is required"))
			.replace(7, MALFORMED, invalid("roomId is required"))
			.replace(9, MALFORMED, invalid("roomId must be a string"))
			.replace(11, MALFORMED, invalid("roomId is required"));
		in("join full room still runs onJoined and still sends history")
			.replace(13, "Decision 4: history only after a successful join", none("B"))
			.replace(14, "Order of hooks: onJoined follows the seat", calls());
		in("denied / non-member may still trigger into the room and read its history")
			.replace(12, MEMBERS_ONLY, none("A"))
			.replace(13, MEMBERS_ONLY, expect("B", "dialogue:error", NOT_A_MEMBER.formatted("chat")))
			.replace(16, MEMBERS_ONLY, expect("B", "dialogue:error", NOT_A_MEMBER.formatted("chat")));
		in("subscribe before join is dropped silently; subscribe to unknown event name accepted silently")
			.replace(3, MEMBERS_ONLY, expect("A", "dialogue:error", NOT_A_MEMBER.formatted("chat")))
			.replace(11, "Error codes: ROOM_NOT_FOUND for any request",
					expect("A", "dialogue:error", "{code: 'ROOM_NOT_FOUND', message: \"Room 'nope' does not exist\"}"))
			.replace(13, MALFORMED, invalid("eventName is required"))
			.replace(15, MALFORMED, invalid("roomId is required"))
			.replace(17, "Error codes: ROOM_NOT_FOUND for any request",
					expect("A", "dialogue:error", "{code: 'ROOM_NOT_FOUND', message: \"Room 'nope' does not exist\"}"));
		in("server join in onConnected: joined is pushed, beforeJoin/onJoined/history are skipped; "
				+ "SDK-style join afterwards")
			.replace(3, "Decision 10: a server-side join sends history",
					expect("A", "dialogue:joined", "{roomId: 'chat', roomName: 'Chat Room'}"), old("A"))
			.replace(6, "Decision 5: history does not run again", none("A"))
			.replace(7, "Decision 10: onJoined runs, beforeJoin does not; decision 5",
					calls("{hook: 'clients.onJoined', roomId: 'chat'}"));
	}

	private void triggering() {
		in("trigger validation failures")
			.replace(5, WORDS,
					expect("A", "dialogue:error", INVALID_TEXT.formatted("text: size must be between 1 and 20")))
			.replace(7, WORDS, expect("A", "dialogue:error", INVALID_TEXT.formatted("text: must be a string")))
			.replace(9, WORDS, expect("A", "dialogue:error", INVALID_TEXT.formatted("text: is required")))
			.replace(11, WORDS, expect("A", "dialogue:error", INVALID_TEXT.formatted("data is required")))
			.replace(13, WORDS, expect("A", "dialogue:error", INVALID_TEXT.formatted("must be an object")));
		in("trigger not allowed / unknown room / malformed").replace(11, MALFORMED, invalid("event is required"))
			.replace(13, MALFORMED, invalid("roomId is required"))
			.replace(15, MALFORMED, invalid("roomId is required"));
		in("trigger: data absent, null, meta variants").replace(17, MALFORMED, invalid("meta must be an object"));
		in("wildcard room accepts any event unvalidated")
			.replace(7, "Decision 2: any name, and '*' is none",
					expect("A", "dialogue:error",
							"{code: 'EVENT_NOT_ALLOWED', message: \"Event '*' is not allowed in room 'any'\"}"))
			.replace(9, MALFORMED, invalid("event is required"));
		in("empty-events room rejects every trigger, including server-side")
			.replace(6, "Decision 2: the server may push any registered event", result("{ok: true}"))
			.replace(7, "Decision 2", expect("A", "dialogue:event",
					"{event: 'message', roomId: 'ro', data: {text: 'push'}, from: 'system', timestamp: '<ts>'}"));
		in("no request is acknowledged: acks requested by the client never fire")
			.replace(3, "New: acknowledgements",
					json("{client: 'A', expectAck: {ok: true, roomId: 'chat', roomName: 'Chat Room'}}"))
			.replace(4, "New: the ack replaces the direct answer", none("A"))
			.replace(6, "New: acknowledgements",
					json("{client: 'A', expectAck: {ok: true, rooms: "
							+ "[{id: 'chat', name: 'Chat Room', description: 'Main room', size: 1}]}}"))
			.replace(7, "New: the ack replaces the direct answer", none("A"))
			.replace(9, "New: acknowledgements", json("{client: 'A', expectAck: {ok: true, recipients: 1}}"))
			.replace(12, "New: acknowledgements; requests: without eventName, history is of all events",
					json("{client: 'A', expectAck: {ok: true, roomId: 'chat', eventName: null, start: 0, end: 50, "
							+ "events: [{event: 'message', roomId: 'chat', data: {text: 'x'}, from: 'alice', "
							+ "timestamp: '<ts>'}]}}"))
			.replace(13, "New: the ack replaces the direct answer", none("A"));
	}

	private void hooks() {
		String stamped = "Decision 11: what beforeEach returns is validated again, unknown fields are dropped";
		String good = "{event: 'message', roomId: 'chat', data: {text: 'good'}, from: 'alice', timestamp: '<ts>'}";
		in("beforeEach blocks (VALIDATION_FAILED) and transforms; hook order on trigger")
			.replace(12, "Error codes: EVENT_REJECTED",
					expect("A", "dialogue:error", "{code: 'EVENT_REJECTED', message: 'blocked by policy'}"))
			.replace(16, stamped, expect("A", "dialogue:event", good))
			.replace(17, stamped, expect("B", "dialogue:event", good))
			.replace(18, stamped,
					calls("{hook: 'events.beforeEach', event: 'message', from: 'alice', roomId: 'chat'}",
							"{hook: 'events.onTriggered', roomId: 'chat', data: {text: 'good'}}",
							"{hook: 'dialogue.on handler', data: {text: 'good'}}",
							"{hook: 'events.afterEach', data: {text: 'good'}, recipientCount: 2, roomId: 'chat'}"))
			.replace(20, WORDS,
					expect("A", "dialogue:error", INVALID_TEXT.formatted("text: size must be between 1 and 20")));
		String unchanged = "{event: 'message', roomId: 'chat', data: {text: 'x'}, from: 'alice', timestamp: '<ts>'}";
		in("beforeEach may rewrite event name and room: filter and history use the original name")
			.replace(5, "Decision 11: data and meta only", expect("A", "dialogue:event", unchanged))
			.replace(7, "Decision 11: data and meta only", expect("A", "dialogue:historyResponse",
					"{roomId: 'chat', eventName: 'message', events: [" + unchanged + "], start: 0, end: 50}"));
		in("disconnect: onDisconnected sees the rooms, onLeft does not run, others get no event").replace(14,
				"Decision 7: seats are freed at once, then onLeft, onDisconnected; socket.onDisconnect really runs",
				calls("{hook: 'clients.onLeft', userId: 'bob', roomId: 'chat'}",
						"{hook: 'clients.onDisconnected', userId: 'bob', rooms: ['chat'], sizeStill: 1}",
						"{hook: 'socket.onDisconnect', userId: 'bob', reason: 'client namespace disconnect'}"));
		in("server-side client.disconnect").replace(6, "Decision 7: the client still answers which rooms it was in",
				calls("{hook: 'clients.onDisconnected', rooms: ['chat']}"));
		in("full connection life cycle hook order")
			.replace(2, "Decision 7: socket.onConnect really runs",
					calls("{hook: 'rooms.onCreated', roomId: 'chat'}", "{hook: 'socket.authenticate'}",
							"{hook: 'socket.onConnect', userId: 'alice'}",
							"{hook: 'clients.onConnected', userId: 'alice'}"))
			.replace(23, "Order of hooks: onCleanup runs beside the hooks of the trigger",
					json("{server: 'hooks', beside: 'events.onCleanup', calls: [{hook: 'events.beforeEach'}, "
							+ "{hook: 'events.onTriggered'}, {hook: 'dialogue.on handler'}, "
							+ "{hook: 'events.afterEach', recipientCount: 1}, "
							+ "{hook: 'events.onCleanup', eventName: 'message', n: 1}]}"))
			.replace(26, "Decision 5: history does not run again", none("A"))
			.replace(27, "Decision 5: hooks do not run again", calls())
			.replace(39, "Decision 7: socket.onDisconnect really runs",
					calls("{hook: 'clients.onDisconnected', rooms: []}", "{hook: 'socket.onDisconnect'}"));
	}

	private void history() {
		in("history on join: several events in one millisecond come oldest-first").replace(5,
				"Decision 4: newest first, in true order also within one millisecond", expect("A", "dialogue:history",
						"{roomId: 'hist', events: [" + seeded("c") + ", " + seeded("b") + ", " + seeded("a") + "]}"));
		in("getHistory: no eventName, unknown event, event without history, unknown room, missing roomId")
			.replace(3, MEMBERS_ONLY, expect("A", "dialogue:error", NOT_A_MEMBER.formatted("hist")))
			.replace(5, MEMBERS_ONLY, expect("A", "dialogue:error", NOT_A_MEMBER.formatted("hist")))
			.replace(7, MEMBERS_ONLY, expect("A", "dialogue:error", NOT_A_MEMBER.formatted("hist")));
		Scenario limited = in("getHistory rate limit: 20 per minute per socket, invalid requests count");
		for (int step = 25; step <= 43; step += 2) {
			limited.replace(step, MEMBERS_ONLY, expect("A", "dialogue:error", NOT_A_MEMBER.formatted("hist")));
		}
		limited.replace(54, MEMBERS_ONLY, expect("A2", "dialogue:error", NOT_A_MEMBER.formatted("hist")));
	}

	private void rooms() {
		in("createRoom invalid requests").replace(15, "Error codes: INVALID_REQUEST for empty ids and names",
				invalid("Room id and name are required"));
		in("configured room without createdById can be deleted by any client")
			.replace(9, "Decision 6: never deletable by clients", none("A"))
			.replace(10, "Decision 6",
					expect("B", "dialogue:error",
							"{code: 'PERMISSION_DENIED', message: 'Only the room creator can delete this room'}"))
			.replace(11, "Decision 6", calls())
			.replace(13, "Decision 6: the room is still there", expect("A", "dialogue:event",
					"{event: 'message', roomId: 'chat', data: {text: 'x'}, from: 'alice', timestamp: '<ts>'}"));
		in("room deleted and re-created: former members are stuck")
			.replace(6, "House: isInRoom answers", result("false"))
			.replace(13, "Decision 8: a room created under the same id starts clean",
					expect("A", "dialogue:event", "{event: 'message', roomId: 'chat', data: {text: 'hello'}, "
							+ "from: 'system', timestamp: '<ts>'}"));
	}

	private void serverSide() {
		in("server-side trigger: default from 'system', explicit from, meta, errors")
			.replace(8, WORDS,
					result("{err: \"Event 'message' validation failed: text: size must be between 1 and 20\"}"))
			.replace(10, "Decision 2: the server may push any registered event", result("{ok: true}"));
		in("multiple connections of one user: each is an independent member")
			.replace(14, "House: clientRooms answers", result("['chat', 'other']"))
			.replace(17, "House: isInRoom answers", result("true"));
		in("stop() disconnects every client").replace(5, "Closing: a drain tells first, and closes the transport only",
				json("{client: 'A', expect: {event: 'dialogue:draining', args: [{retryAfter: '<ms>'}]}}"),
				// the Java client's word for a WebSocket that was closed with 1001
				json("{client: 'A', expectDisconnect: {reason: 'transport error'}}"));
	}

	/** The steps that take a step's place, or the step itself. */
	List<JsonNode> decided(String scenario, int step, JsonNode recorded) {
		Deviation deviation = this.byScenario.getOrDefault(scenario, new TreeMap<>()).get(step);
		return (deviation != null) ? deviation.steps() : List.of(recorded);
	}

	Map<String, TreeMap<Integer, Deviation>> all() {
		return this.byScenario;
	}

	static Set<String> additional(String event) {
		return ADDITIONAL.getOrDefault(event, Set.of());
	}

	private Scenario in(String name) {
		return new Scenario(this.byScenario.computeIfAbsent(name, (key) -> new TreeMap<>()));
	}

	private static JsonNode json(String step) {
		return Json.of(step);
	}

	private static JsonNode expect(String client, String event, String argument) {
		return json("{client: '" + client + "', expect: {event: '" + event + "', args: [" + argument + "]}}");
	}

	private static JsonNode invalid(String message) {
		return expect("A", "dialogue:error", "{code: 'INVALID_REQUEST', message: '" + message + "'}");
	}

	private static JsonNode none(String client) {
		return json("{client: '" + client + "', expectNone: true}");
	}

	private static JsonNode calls(String... calls) {
		return json("{server: 'hooks', calls: [" + String.join(", ", calls) + "]}");
	}

	/** Replaces the result of a recorded action, which is performed as recorded. */
	private static JsonNode result(String result) {
		return json("{result: " + result + "}");
	}

	private static JsonNode old(String client) {
		return expect(client, "dialogue:history", "{roomId: 'chat', events: [{event: 'message', roomId: 'chat', "
				+ "data: {text: 'old'}, from: 'seed', timestamp: '<ts>'}]}");
	}

	private static String seeded(String text) {
		return "{event: 'message', roomId: 'hist', data: {text: '" + text + "'}, from: 'seed', timestamp: '<ts>'}";
	}

	/**
	 * What takes a recorded step's place.
	 *
	 * @param reason the decision
	 * @param steps the steps
	 */
	record Deviation(String reason, List<JsonNode> steps) {
	}

	private record Scenario(Map<Integer, Deviation> deviations) {

		Scenario replace(int step, String reason, JsonNode... steps) {
			this.deviations.put(step, new Deviation(reason, new ArrayList<>(Arrays.asList(steps))));
			return this;
		}

	}

}
