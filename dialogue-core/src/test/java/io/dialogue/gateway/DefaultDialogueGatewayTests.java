package io.dialogue.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.dialogue.ratelimit.Bucket4jRateLimiter;
import io.dialogue.ratelimit.RateLimitPolicy;
import io.dialogue.ratelimit.RateLimitRule;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;
import io.dialogue.testsupport.Typing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way of a client through the whole core.
 */
class DefaultDialogueGatewayTests {

	private final TestDialogue dialogue = TestDialogue.builder()
		.events(Message.class, Typing.class)
		.room("chat", (
				room) -> room.events("message", "typing").defaultSubscriptions("message").maxSize(50).historyOnJoin(20))
		.build();

	@AfterEach
	void close() {
		this.dialogue.close();
	}

	@Test
	void connectedTellsIdsProtocolAndSession() {
		TestClient client = this.dialogue.connect("alice");
		JsonNode connected = client.connection().take("dialogue:connected");
		assertThat(connected.propertyNames()).containsExactly("clientId", "userId", "protocol", "session");
		assertThat(connected.path("clientId").stringValue()).isEqualTo(client.id());
		assertThat(connected.path("userId").stringValue()).isEqualTo("alice");
		assertThat(connected.path("protocol").intValue()).isEqualTo(1);
	}

	@Test
	void memberThatTriggersReceivesItsOwnEvent() {
		TestClient alice = this.dialogue.connect("alice");
		alice.send("dialogue:join", Map.of("roomId", "chat"));
		JsonNode joined = alice.connection().take("dialogue:joined");
		assertThat(joined.path("roomId").stringValue()).isEqualTo("chat");
		assertThat(joined.path("roomName").stringValue()).isEqualTo("Room chat");
		alice.send("dialogue:trigger",
				Map.of("roomId", "chat", "event", "message", "data", Map.of("text", "Hi", "senderId", "alice")));
		JsonNode event = alice.connection().take("dialogue:event");
		assertThat(event.propertyNames()).containsExactly("event", "roomId", "data", "from", "timestamp", "offset");
		assertThat(event.path("data").toString()).isEqualTo("{\"text\":\"Hi\",\"senderId\":\"alice\"}");
		assertThat(event.path("from").stringValue()).isEqualTo("alice");
		assertThat(event.path("offset").longValue()).isEqualTo(1);
	}

	@Test
	void requestsWithAckGetExactlyOneAndNoOtherAnswer() {
		TestClient alice = this.dialogue.connect("alice");
		assertThat(alice.join("chat").path("ok").booleanValue()).isTrue();
		JsonNode triggered = alice.trigger("chat", "message", Message.of("Hi"));
		assertThat(triggered.path("ok").booleanValue()).isTrue();
		assertThat(triggered.path("offset").longValue()).isEqualTo(1);
		assertThat(triggered.path("recipients").intValue()).isEqualTo(1);
		assertThat(alice.ack("dialogue:leave", Map.of("roomId", "chat")).toString())
			.isEqualTo("{\"ok\":true,\"roomId\":\"chat\"}");
		this.dialogue.awaitIdle();
		assertThat(alice.connection().names()).containsExactly("dialogue:connected", "ack", "dialogue:event", "ack",
				"ack");
	}

	@Test
	void whoeverJoinsLaterReceivesTheHistoryNewestFirst() {
		TestClient alice = this.dialogue.connect("alice");
		alice.join("chat");
		for (int i = 1; i <= 3; i++) {
			alice.trigger("chat", "message", Message.of("m" + i));
		}
		TestClient bob = this.dialogue.connect("bob");
		bob.join("chat");
		JsonNode history = bob.connection().take("dialogue:history");
		assertThat(history.path("roomId").stringValue()).isEqualTo("chat");
		assertThat(history.path("events").valueStream().map((event) -> event.path("data").path("text").stringValue()))
			.containsExactly("m3", "m2", "m1");
	}

	@Test
	void templateTriggersIntoTheRoom() {
		TestClient alice = this.dialogue.connect("alice");
		alice.join("chat");
		TestClient.await(this.dialogue.template().trigger("chat", Message.of("Welcome")));
		assertThat(alice.connection().take("dialogue:event").path("from").stringValue()).isEqualTo("system");
	}

	@Test
	void historyIsPaged() {
		TestClient alice = this.dialogue.connect("alice");
		alice.join("chat");
		for (int i = 1; i <= 3; i++) {
			alice.trigger("chat", "message", Message.of("m" + i));
		}
		JsonNode page = alice.ack("dialogue:getHistory", Map.of("roomId", "chat", "eventName", "message", "end", 2));
		assertThat(page.propertyNames()).containsExactly("ok", "roomId", "eventName", "events", "start", "end");
		assertThat(page.path("events").valueStream().map((event) -> event.path("offset").longValue()))
			.containsExactly(3L, 2L);
	}

	@Test
	void disconnectFreesTheSeatAndLeavesNothingBehind() {
		TestClient alice = this.dialogue.connect("alice");
		alice.join("chat");
		alice.drop();
		this.dialogue.awaitIdle();
		assertThat(this.dialogue.rooms().find("chat").size()).isZero();
		assertThat(this.dialogue.rooms().find("chat").participants()).isEmpty();
		assertThat(this.dialogue.clients().size()).isZero();
	}

	@Test
	void listOfRoomsIsCutAndLimited() {
		TestDialogue.Builder rooms = TestDialogue.builder();
		IntStream.range(0, 30).forEach((i) -> rooms.room("room-" + i, (room) -> room.description("é".repeat(50_000))));
		RateLimitPolicy policy = new RateLimitPolicy(
				Map.of(RateLimitedAction.LIST_ROOMS, new RateLimitRule(2, Duration.ofHours(1))), Map.of());
		try (TestDialogue limited = rooms.rateLimiter(new Bucket4jRateLimiter(policy)).build()) {
			TestClient alice = limited.connect("alice");
			alice.send("dialogue:listRooms", null);
			JsonNode list = alice.connection().take("dialogue:rooms");
			assertThat(list.valueStream().map((room) -> room.path("id").stringValue())).containsExactly("room-0",
					"room-1", "room-2", "room-3", "room-4");
			assertThat(alice.ack("dialogue:listRooms", null).path("rooms")).isEqualTo(list);
			assertThat(alice.ack("dialogue:listRooms", null).path("code").stringValue()).isEqualTo("RATE_LIMITED");
		}
	}

	@Test
	void historyOfARoomHasALimitOfItsOwn() {
		RateLimitPolicy policy = new RateLimitPolicy(
				Map.of(RateLimitedAction.HISTORY, new RateLimitRule(2, Duration.ofMinutes(1))),
				Map.of("busy", Map.of(RateLimitedAction.HISTORY, new RateLimitRule(1, Duration.ofMinutes(1)))));
		try (TestDialogue limited = TestDialogue.builder()
			.events(Message.class)
			.room("busy", (room) -> room.events("message"))
			.room("chat", (room) -> room.events("message"))
			.rateLimiter(new Bucket4jRateLimiter(policy))
			.build()) {
			TestClient alice = limited.connect("alice");
			alice.join("busy");
			alice.join("chat");
			assertThat(codeOfHistory(alice, "busy")).isEmpty();
			assertThat(codeOfHistory(alice, "busy")).isEqualTo("RATE_LIMITED");
			assertThat(codeOfHistory(alice, "chat")).isEmpty();
			assertThat(codeOfHistory(alice, "no such room")).isEqualTo("INVALID_REQUEST");
			assertThat(codeOfHistory(alice, "chat")).isEqualTo("RATE_LIMITED");
		}
	}

	private static String codeOfHistory(TestClient client, String roomId) {
		return client.ack("dialogue:getHistory", Map.of("roomId", roomId)).path("code").asString("");
	}

}
