package io.dialogue.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientLimits;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.room.RoomSettings;
import io.dialogue.room.RoomTemplate;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Limits by client, user, room and event, and what happens beyond them.
 */
class RateLimitTests {

	private static final RateLimitRule TWO = new RateLimitRule(2, Duration.ofHours(1));

	private static final Map<RateLimitedAction, RateLimitRule> TWO_TRIGGERS = Map.of(RateLimitedAction.TRIGGER, TWO);

	private static final RoomTemplate GAMES = RoomTemplate.of("game-{game}", "Game", RoomSettings.DEFAULTS);

	private static TestDialogue.Builder open(RateLimitPolicy policy) {
		return TestDialogue.builder()
			.events(Message.class)
			.room("chat")
			.room("other")
			.rateLimiter(new Bucket4jRateLimiter(policy));
	}

	private static TestClient join(TestDialogue dialogue, String user) {
		TestClient client = dialogue.connect(user);
		client.join("chat");
		client.join("other");
		return client;
	}

	private static List<Boolean> trigger(TestClient client, String... rooms) {
		return IntStream.range(0, rooms.length)
			.mapToObj((i) -> client.trigger(rooms[i], "message", Message.of("x")).path("ok").booleanValue())
			.toList();
	}

	@Test
	void usersShareTheirPermitsOverConnectionsAndTakeThemAlong() {
		RateLimitPolicy policy = new RateLimitPolicy(Map.of(), Map.of(), Map.of(), Map.of(), TWO_TRIGGERS);
		try (TestDialogue dialogue = open(policy).build()) {
			TestClient first = join(dialogue, "ann");
			assertThat(trigger(first, "chat")).containsExactly(true);
			TestClient second = join(dialogue, "ann");
			assertThat(trigger(second, "other", "chat")).containsExactly(true, false);
			first.drop();
			second.drop();
			dialogue.awaitIdle();
			assertThat(trigger(join(dialogue, "ann"), "chat")).containsExactly(false);
			assertThat(trigger(join(dialogue, "ben"), "chat", "chat", "chat")).containsExactly(true, true, false);
		}
	}

	@Test
	void clientsOfARoomShareItsPermits() {
		RateLimitPolicy policy = new RateLimitPolicy(Map.of(), Map.of(), Map.of("chat", TWO_TRIGGERS), Map.of(),
				Map.of());
		try (TestDialogue dialogue = open(policy).build()) {
			TestClient ann = join(dialogue, "ann");
			TestClient ben = join(dialogue, "ben");
			assertThat(trigger(ann, "chat", "other", "other", "other")).containsExactly(true, true, true, true);
			assertThat(trigger(ben, "chat", "chat")).containsExactly(true, false);
		}
	}

	@Test
	void anEventMayHaveALimitOfItsOwn() {
		RateLimitPolicy policy = new RateLimitPolicy(Map.of(), Map.of(), Map.of(), Map.of("message", TWO), Map.of());
		try (TestDialogue dialogue = open(policy).build()) {
			TestClient ann = join(dialogue, "ann");
			assertThat(trigger(ann, "chat", "other", "chat")).containsExactly(true, true, false);
			assertThat(ann.trigger("chat", "wave", "x").path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void whatOneRuleRefusesCostsNothingOfTheOthers() {
		RateLimitPolicy policy = new RateLimitPolicy(TWO_TRIGGERS, Map.of(), Map.of(),
				Map.of("message", new RateLimitRule(1, Duration.ofHours(1))), Map.of());
		try (TestDialogue dialogue = open(policy).build()) {
			TestClient ann = join(dialogue, "ann");
			assertThat(trigger(ann, "chat", "chat", "chat")).containsExactly(true, false, false);
			assertThat(ann.trigger("chat", "wave", "x").path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void joinsAreLimitedAndErrorsSayWhenToTryAgain() {
		RateLimitPolicy policy = new RateLimitPolicy(Map.of(RateLimitedAction.JOIN, TWO), Map.of());
		try (TestDialogue dialogue = open(policy).build()) {
			JsonNode refusal = join(dialogue, "ann").join("chat");
			assertThat(refusal.path("code").stringValue()).isEqualTo("RATE_LIMITED");
			assertThat(refusal.path("retryAfter").longValue()).isBetween(1L, Duration.ofHours(1).toMillis());
		}
	}

	@Test
	void excessMayBeDroppedSilentlyButIsAcknowledged() {
		try (TestDialogue dialogue = open(new RateLimitPolicy(TWO_TRIGGERS, Map.of())).silent().build()) {
			TestClient ann = join(dialogue, "ann");
			for (int i = 0; i < 5; i++) {
				ann.send("dialogue:trigger", Map.of("roomId", "chat", "event", "message", "data", Message.of("x")));
			}
			assertThat(ann.trigger("chat", "message", Message.of("x")).path("code").stringValue())
				.isEqualTo("RATE_LIMITED");
			dialogue.awaitIdle();
			assertThat(ann.events()).hasSize(2);
			assertThat(ann.connection().names()).doesNotContain("dialogue:error");
		}
	}

	@Test
	void clientThatDoesNotStopIsDisconnected() {
		RateLimitPolicy policy = new RateLimitPolicy(
				Map.of(RateLimitedAction.TRIGGER, TWO, RateLimitedAction.EXCESS, TWO), Map.of());
		try (TestDialogue dialogue = open(policy).build()) {
			TestClient ann = join(dialogue, "ann");
			for (int i = 0; i < 6; i++) {
				ann.send("dialogue:trigger", Map.of("roomId", "chat", "event", "message", "data", Message.of("x")));
			}
			assertThat(ann.connection().awaitClose()).isEqualTo(DisconnectReason.SERVER_DISCONNECT);
			assertThat(ann.connection().messages("dialogue:error")).hasSize(3);
			assertThat(ann.events()).hasSize(2);
		}
	}

	@Test
	void aUserHasSoManyConnections() {
		try (TestDialogue dialogue = open(new RateLimitPolicy(Map.of(), Map.of()))
			.clientLimits(new ClientLimits(10, 10, 2, 10, null))
			.build()) {
			TestClient first = dialogue.connect("ann");
			dialogue.connect("ann");
			assertThat(dialogue.open(Map.of("userId", "ann")).connection().awaitRefusal().code().name())
				.isEqualTo("RATE_LIMITED");
			dialogue.connect("ben");
			first.drop();
			dialogue.awaitIdle();
			dialogue.connect("ann");
		}
	}

	@Test
	void clientThatAsksForNothingIsDisconnected() {
		try (TestDialogue dialogue = open(new RateLimitPolicy(Map.of(), Map.of()))
			.clientLimits(new ClientLimits(10, 10, 10, 10, Duration.ofMillis(500)))
			.build()) {
			TestClient idle = dialogue.connect("ann");
			TestClient busy = dialogue.connect("ben");
			ConnectedClient client = dialogue.template().clients("ben").get(0);
			await().pollInterval(Duration.ofMillis(20)).until(() -> {
				busy.ack("dialogue:listRooms", null);
				return !idle.connection().isOpen();
			});
			assertThat(busy.connection().isOpen()).isTrue();
			assertThat(client.lastSeen()).isAfter(dialogue.template().clients("ben").get(0).lastSeen().minusSeconds(1));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void roomsThatComeAndGoLeaveNoBucketsBehind(boolean shared) {
		Map<String, Map<RateLimitedAction, RateLimitRule>> games = Map.of(GAMES.id(),
				Map.of(RateLimitedAction.TRIGGER, new RateLimitRule(2, Duration.ofMillis(1))));
		Bucket4jRateLimiter limiter = new Bucket4jRateLimiter(new RateLimitPolicy(Map.of(), shared ? Map.of() : games,
				shared ? games : Map.of(), Map.of(), Map.of()));
		AtomicInteger rooms = new AtomicInteger();
		try (TestDialogue dialogue = open(new RateLimitPolicy(Map.of(), Map.of())).build()) {
			dialogue.connect("ann");
			ConnectedClient ann = dialogue.template().clients("ann").get(0);
			await().pollInterval(Duration.ofMillis(10)).until(() -> {
				int before = limiter.size();
				for (int i = 0; i < 10; i++) {
					String roomId = "game-" + rooms.incrementAndGet();
					limiter.forgetRoom(roomId);
					limiter.tryAcquire(trigger(ann, roomId));
				}
				return limiter.size() < before;
			});
			limiter.forget(ann);
			IntStream.rangeClosed(1, rooms.get()).forEach((i) -> limiter.forgetRoom("game-" + i));
			assertThat(limiter.size()).isZero();
		}
	}

	@Test
	void aClientHasSoManyBucketsAtMost() {
		Bucket4jRateLimiter limiter = new Bucket4jRateLimiter(
				new RateLimitPolicy(TWO_TRIGGERS, Map.of(GAMES.id(), TWO_TRIGGERS)));
		try (TestDialogue dialogue = open(new RateLimitPolicy(Map.of(), Map.of())).build()) {
			dialogue.connect("ann");
			ConnectedClient ann = dialogue.template().clients("ann").get(0);
			RateLimitRequest chat = new RateLimitRequest(RateLimitedAction.TRIGGER, ann, null, "message");
			limiter.tryAcquire(chat);
			limiter.tryAcquire(chat);
			for (int i = 0; i < 5000; i++) {
				limiter.tryAcquire(trigger(ann, "game-" + i));
				assertThat(limiter.size()).isLessThanOrEqualTo(Bucket4jRateLimiter.MAX_OF_CLIENT);
			}
			assertThat(limiter.tryAcquire(chat).toCompletableFuture().join()).isPositive();
			assertThat(limiter.tryAcquire(trigger(ann, "game-4999")).toCompletableFuture().join()).isZero();
			assertThat(limiter.tryAcquire(trigger(ann, "game-4999")).toCompletableFuture().join()).isPositive();
		}
	}

	private static RateLimitRequest trigger(ConnectedClient client, String roomId) {
		return new RateLimitRequest(RateLimitedAction.TRIGGER, client, GAMES.define(roomId, null), "message");
	}

	@Test
	void bucketsOfUsersWhoAreFullAgainAreForgotten() {
		UserBuckets buckets = new UserBuckets(Duration.ZERO);
		try (TestDialogue dialogue = open(new RateLimitPolicy(Map.of(), Map.of())).build()) {
			for (int i = 0; i < 10; i++) {
				dialogue.connect("u" + i);
				ConnectedClient client = dialogue.template().clients("u" + i).get(0);
				buckets.of(client);
				buckets.left(client);
			}
			assertThat(buckets.size()).isLessThanOrEqualTo(1);
		}
	}

}
