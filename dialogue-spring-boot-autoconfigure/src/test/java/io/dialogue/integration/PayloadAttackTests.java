package io.dialogue.integration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.room.RoomDefinition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks through what a member sends: on memory, logs, metrics, and the code of others.
 */
@org.junit.jupiter.api.Tag("attack")
class PayloadAttackTests {

	private static final MeterRegistry meters = new SimpleMeterRegistry();

	private static TestServer server;

	private TestClient alice;

	private TestClient mallory;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=*",
					"dialogue.events.amount.type=" + Amount.class.getName(),
					"dialogue.rooms.chat.default-subscriptions=*", "dialogue.limits.subscriptions-per-room=10",
					"dialogue.rooms[game-{game}].name=Game", "dialogue.rooms[game-{game}].events=*",
					"dialogue.limits.rooms-per-client=5", "dialogue.rate-limits.trigger.permits=50",
					"dialogue.rate-limits.trigger.period=10s", "dialogue.rate-limits.history.permits=5")
			.bean(MeterRegistry.class, meters)
			.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void connect() {
		this.alice = server.connect("alice").joined("chat");
		this.mallory = server.connect("mallory").joined("chat");
	}

	@AfterEach
	void aliceIsStillServed() {
		this.alice.roundTrip();
		assertThat(this.alice.isConnected()).isTrue();
		server.closeClients();
	}

	private JsonNode trigger(String event, String data) {
		return this.mallory.ask("dialogue:trigger", "{roomId: 'chat', event: '" + event + "', data: " + data + "}");
	}

	/** Names of JavaScript's and Java's own stay data, and reach nobody's prototype. */
	@ParameterizedTest
	@ValueSource(strings = { "{__proto__: {admin: true}}", "{constructor: {prototype: {admin: true}}}",
			"{'@class': 'java.lang.Runtime', '@type': 'x'}", "['java.net.URL', 'http://127.0.0.1:1/']",
			"{toString: 1, hasOwnProperty: 1, then: 1, toJSON: 1}" })
	void keysThatMeanSomethingElsewhere(String data) {
		assertThat(trigger("anything", data).path("ok").booleanValue()).isTrue();
		assertThat(this.alice.expectEvent("anything")).isEqualTo(Json.of(data));
	}

	@ParameterizedTest
	@ValueSource(strings = { "__proto__", "constructor", "prototype", "toString" })
	void roomsAndEventsNamedLikeAPrototype(String name) {
		JsonNode join = this.mallory.ask("dialogue:join", "{roomId: '" + name + "'}");
		assertThat(join.path("code").stringValue()).isEqualTo("ROOM_NOT_FOUND");
		assertThat(trigger(name, "1").path("ok").booleanValue()).isTrue();
		assertThat(this.alice.expectEvent(name).intValue()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 65, 500, 5000 })
	void jsonBombInDepth(int depth) throws Exception {
		RawSocket bomber = RawSocket.joined(server.port());
		bomber.send("421[\"dialogue:trigger\",{\"roomId\":\"chat\",\"event\":\"bomb\",\"data\":" + "[".repeat(depth)
				+ "]".repeat(depth) + "}]");
		this.alice.expectNothing();
		bomber.close();
	}

	/** As text it is short; as a number with all its digits it would fill the memory. */
	@ParameterizedTest
	@ValueSource(strings = { "1e999999999", "-1e999999999", "1e-999999999" })
	void jsonBombInNumbers(String number) throws Exception {
		RawSocket bomber = RawSocket.joined(server.port());
		bomber.send("421[\"dialogue:trigger\",{\"roomId\":\"chat\",\"event\":\"n\",\"data\":" + number + "}]");
		assertThat(bomber.answer("431")).contains("\"ok\":").hasSizeLessThan(300);
		bomber.close();
	}

	/** Into a type that could hold it, and whose constraints look at it. */
	@ParameterizedTest
	@ValueSource(strings = { "1e1000000000", "-1e1000000000", "1e-1000000000", "1e1001", "1e99999999999999999999",
			"'1e1000000000'" })
	void jsonBombInDecimals(String number) throws Exception {
		try (RawSocket bomber = RawSocket.joined(server.port())) {
			for (String field : List.of("decimal", "whole", "number", "text")) {
				bomber.send("421[\"dialogue:trigger\",{\"roomId\":\"chat\",\"event\":\"amount\",\"data\":{\"" + field
						+ "\":" + number.replace('\'', '"') + "}}]");
				assertThat(bomber.answer("431")).contains("VALIDATION_FAILED", field + ": must be ")
					.hasSizeLessThan(300);
			}
		}
	}

	/** An application may have decimals written with all their zeros. */
	@Test
	void bombOfZeros() throws Exception {
		try (RawSocket bomber = RawSocket.joined(server.port())) {
			String zeros = "1e999,".repeat(100) + "1";
			for (String field : List.of("data", "meta")) {
				bomber.send("421[\"dialogue:trigger\",{\"roomId\":\"chat\",\"event\":\"n\",\"" + field + "\":{\"a\":["
						+ zeros + "]}}]");
				assertThat(bomber.answer("431")).contains("INVALID_REQUEST", field + " may have at most");
			}
		}
	}

	/** What members are sent and the history keeps is as long as it was when it came. */
	@Test
	void bombOfDigitsInMeta() throws Exception {
		try (RawSocket bomber = RawSocket.joined(server.port())) {
			String digits = ("1".repeat(100) + ",").repeat(100) + "1";
			bomber.send("421[\"dialogue:trigger\",{\"roomId\":\"chat\",\"event\":\"n\",\"meta\":{\"a\":[" + digits
					+ "]}}]");
			assertThat(bomber.answer("431")).contains("INVALID_REQUEST");
		}
	}

	@Test
	void jsonBombInSize() {
		JsonNode answer = trigger("anything", "'" + "x".repeat(70_000) + "'");
		assertThat(answer.path("code").stringValue()).isEqualTo("INVALID_REQUEST");
		this.alice.expectNothing();
	}

	@Test
	void linesInTheLog() {
		try (LogCapture log = new LogCapture()) {
			this.mallory.ask("dialogue:join", "{roomId: 'a\\nERROR forged'}");
			this.mallory.ask("dialogue:trigger", "{roomId: 'chat', event: 'a\\nERROR forged', data: 1}");
			this.mallory.send("dialogue:x\\nERROR forged");
			JsonNode refusal = server.open(Transport.WEBSOCKET, "{userId: 'eve\\nERROR forged'}").refusal();
			assertThat(refusal.path("data").path("code").stringValue()).isEqualTo("INVALID_REQUEST");
			this.mallory.roundTrip();
			log.assertNoLine();
		}
	}

	/** Neither events nor rooms that clients think of become tags. */
	@Test
	void explosionOfTags() {
		Set<String> before = tags();
		for (int i = 0; i < 5; i++) {
			trigger("made-up-" + i, "1");
			this.alice.expectEvent("made-up-" + i);
			this.mallory.ask("dialogue:join", "{roomId: 'absent-" + i + "'}");
			this.mallory.send("dialogue:unknown-" + i, "{}");
		}
		this.mallory.ask("dialogue:join", "{roomId: 'game-mallory1'}");
		this.mallory.ask("dialogue:trigger", "{roomId: 'game-mallory1', event: 'made-up', data: 1}");
		Set<String> added = tags();
		added.removeAll(before);
		assertThat(added).noneMatch((tag) -> tag.contains("made-up") || tag.contains("mallory")
				|| tag.contains("absent") || tag.contains("unknown-"));
	}

	private static Set<String> tags() {
		return meters.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> id.getName().startsWith("dialogue"))
			.flatMap((id) -> id.getTags().stream())
			.map(Tag::getValue)
			.collect(Collectors.toSet());
	}

	@Test
	void floodOfSubscriptions() {
		JsonNode last = null;
		for (int i = 0; i < 12; i++) {
			last = this.mallory.ask("dialogue:subscribe", "{roomId: 'chat', eventName: 'e" + i + "'}");
		}
		assertThat(last.path("code").stringValue()).isEqualTo("RATE_LIMITED");
		assertThat(server.template().clients("mallory").get(0).subscriptions("chat")).hasSizeLessThanOrEqualTo(10);
	}

	@Test
	void floodOfRoomsOfOneClient() {
		JsonNode last = null;
		for (int i = 0; i < 6; i++) {
			last = this.mallory.ask("dialogue:join", "{roomId: 'game-" + i + "'}");
		}
		assertThat(last.path("code").stringValue()).isEqualTo("RATE_LIMITED");
	}

	@Test
	void floodOfEvents() {
		int accepted = 0;
		JsonNode answer = trigger("flood", "1");
		while (answer.path("ok").booleanValue() && accepted < 200) {
			accepted++;
			answer = trigger("flood", "1");
		}
		assertThat(answer.path("code").stringValue()).isEqualTo("RATE_LIMITED");
		assertThat(answer.path("retryAfter").longValue()).isPositive();
		for (int i = 0; i < accepted; i++) {
			this.alice.expectEvent("flood");
		}
		this.alice.expectNothing();
	}

	/** Whoever lists the rooms when connecting would connect again and again. */
	@Test
	void floodOfLongNamedRooms() {
		List<String> ids = IntStream.range(0, 30).mapToObj((i) -> "long-" + i).toList();
		for (String id : ids) {
			server.template()
				.createRoom(RoomDefinition.builder(id, "Long").description("x".repeat(100_000)).build())
				.join();
			this.alice.expect("dialogue:roomCreated");
			this.mallory.expect("dialogue:roomCreated");
		}
		TestClient bob = server.connect("bob");
		JsonNode answer = bob.ask("dialogue:listRooms");
		JsonNode rooms = answer.path("rooms");
		assertThat(rooms.size()).isBetween(2, 29);
		assertThat(answer.path("total").intValue()).isGreaterThanOrEqualTo(ids.size());
		bob.send("dialogue:listRooms");
		assertThat(bob.expect("dialogue:roomsCut").path("total")).isEqualTo(answer.path("total"));
		assertThat(bob.expect("dialogue:rooms")).isEqualTo(rooms);
		ids.forEach((id) -> server.template().deleteRoom(id).join());
	}

	@Test
	void floodOfLists() {
		int given = 0;
		while (given < 200 && this.mallory.ask("dialogue:listRooms").path("ok").booleanValue()) {
			given++;
		}
		assertThat(given).isLessThan(200);
		assertThat(this.mallory.ask("dialogue:listRooms").path("code").stringValue()).isEqualTo("RATE_LIMITED");
	}

	@Test
	void floodOfHistoryRequests() {
		JsonNode last = null;
		for (int i = 0; i < 6; i++) {
			last = this.mallory.ask("dialogue:getHistory", "{roomId: 'chat'}");
		}
		assertThat(last.path("code").stringValue()).isEqualTo("RATE_LIMITED");
	}

	record Amount(@Digits(integer = 9, fraction = 2) @Max(1000) @Nullable BigDecimal decimal,
			@Max(1000) @Nullable BigInteger whole, @Max(1000) @Nullable Double number,
			@Digits(integer = 9, fraction = 2) @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal text) {

	}

}
