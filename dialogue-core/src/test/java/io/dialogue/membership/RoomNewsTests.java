package io.dialogue.membership;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.dialogue.access.AccessAction;
import io.dialogue.access.AccessRule;
import io.dialogue.access.RoomAccess;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.testsupport.FakeConnection;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What clients are told when many rooms come and go, and what that costs.
 */
class RoomNewsTests {

	private static final int ROOMS = 1_000;

	private static final int CLIENTS = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** As a client keeps it: single rooms change what it knows, a list replaces it. */
	private static Set<String> known(TestClient client) {
		Set<String> known = new LinkedHashSet<>();
		for (FakeConnection.Received message : client.connection().received()) {
			switch (message.name()) {
				case "dialogue:roomCreated" -> known.add(message.json().path("id").stringValue());
				case "dialogue:roomDeleted" -> known.remove(message.json().path("roomId").stringValue());
				case "dialogue:rooms" -> {
					known.clear();
					message.json().forEach((room) -> known.add(room.path("id").stringValue()));
				}
				default -> {
				}
			}
		}
		return known;
	}

	private static void awaitKnown(List<TestClient> clients, Set<String> rooms) {
		await().atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(clients).allSatisfy((client) -> assertThat(known(client)).isEqualTo(rooms)));
	}

	private static Set<String> ids(TestDialogue dialogue) {
		return dialogue.rooms().all().stream().map(Room::id).collect(Collectors.toSet());
	}

	private static void create(TestDialogue dialogue, int count) {
		IntStream.range(0, count)
			.forEach((i) -> dialogue.template().createRoom(RoomDefinition.builder("r" + i, "Room").build()));
	}

	private static int sends(List<TestClient> clients) {
		return clients.stream().mapToInt((client) -> client.connection().sends()).sum();
	}

	@Test
	void manyRoomsCostEachClientAFewMessages() {
		try (TestDialogue dialogue = TestDialogue.builder().build()) {
			List<TestClient> clients = IntStream.range(0, CLIENTS).mapToObj((i) -> dialogue.connect("u" + i)).toList();
			int before = sends(clients);
			long start = System.nanoTime();
			create(dialogue, ROOMS);
			awaitKnown(clients, ids(dialogue));
			dialogue.rooms().all().stream().map(Room::id).toList().forEach(dialogue.template()::deleteRoom);
			awaitKnown(clients, Set.of());
			long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 2;
			int told = sends(clients) - before;
			assertThat(told).isLessThanOrEqualTo((int) seconds * (RoomNews.MAX_PER_SECOND + 1) * CLIENTS);
			assertThat(clients).allSatisfy((client) -> assertThat(client.connection().messages("dialogue:rooms"))
				.hasSizeBetween(1, (int) seconds));
		}
	}

	@Test
	void membersAndCreatorsAreToldOfEachRoomAtOnce() {
		try (TestDialogue dialogue = TestDialogue.builder().room("chat").build()) {
			TestClient creator = dialogue.connect("ann");
			TestClient member = dialogue.connect("bob");
			member.join("chat");
			create(dialogue, ROOMS);
			dialogue.template().createRoom(RoomDefinition.builder("own", "Own").createdById("ann").build());
			dialogue.template().deleteRoom("chat");
			assertThat(creator.connection().messages("dialogue:roomCreated"))
				.anySatisfy((room) -> assertThat(room.path("id").stringValue()).isEqualTo("own"));
			assertThat(member.connection().messages("dialogue:roomDeleted")).hasSize(1);
			awaitKnown(List.of(creator, member), ids(dialogue));
		}
	}

	@Test
	void listIsNoLargerThanOneThatIsAskedFor() {
		try (TestDialogue dialogue = TestDialogue.builder().build()) {
			TestClient ann = dialogue.connect("ann");
			IntStream.range(0, 2 * RoomNews.MAX_PER_SECOND)
				.mapToObj((i) -> RoomDefinition.builder("r" + i, "Room").description("x".repeat(10_000)).build())
				.forEach(dialogue.template()::createRoom);
			JsonNode list = ann.connection().take("dialogue:rooms");
			assertThat(list.size()).isLessThan(2 * RoomNews.MAX_PER_SECOND);
			assertThat(ann.ack("dialogue:listRooms", null).path("rooms")).isEqualTo(list);
		}
	}

	@Test
	void listThatHasNotAllRoomsSaysHowManyThereAre() {
		int rooms = 2 * RoomNews.MAX_PER_SECOND;
		try (TestDialogue dialogue = TestDialogue.builder().build()) {
			TestClient ann = dialogue.connect("ann");
			IntStream.range(0, rooms)
				.mapToObj((i) -> RoomDefinition.builder("r" + i, "Room").description("x".repeat(10_000)).build())
				.forEach(dialogue.template()::createRoom);
			int first = ann.connection().take("dialogue:rooms").size();
			assertThat(listNames(ann)).startsWith("dialogue:roomsCut", "dialogue:rooms");
			assertThat(ann.connection().take("dialogue:roomsCut").path("total").intValue()).isGreaterThan(first);
			assertThat(ann.ack("dialogue:listRooms", null).path("total").intValue()).isEqualTo(rooms);
			TestClient bob = dialogue.connect("bob");
			bob.send("dialogue:listRooms", null);
			bob.connection().take("dialogue:rooms");
			assertThat(listNames(bob)).startsWith("dialogue:roomsCut", "dialogue:rooms");
			assertThat(bob.connection().take("dialogue:roomsCut")).hasToString("{\"total\":" + rooms + "}");
			dialogue.rooms().all().stream().skip(10).forEach((room) -> TestClient.await(dialogue.rooms().delete(room)));
			TestClient cid = dialogue.connect("cid");
			assertThat(cid.ack("dialogue:listRooms", null).has("total")).isFalse();
			cid.send("dialogue:listRooms", null);
			assertThat(cid.connection().take("dialogue:rooms").size()).isEqualTo(10);
			assertThat(listNames(cid)).doesNotContain("dialogue:roomsCut");
		}
	}

	private static List<String> listNames(TestClient client) {
		return client.connection().names().stream().filter((name) -> name.startsWith("dialogue:rooms")).toList();
	}

	@Test
	void listHasNothingThatAClientMayNotSee() {
		RoomAccess own = RoomAccess.DEFAULTS.with(AccessAction.SEE, AccessRule.of("user:ann"));
		try (TestDialogue dialogue = TestDialogue.builder().build()) {
			TestClient ann = dialogue.connect("ann");
			TestClient eve = dialogue.connect("eve");
			create(dialogue, ROOMS);
			Set<String> open = ids(dialogue);
			dialogue.template().createRoom(RoomDefinition.builder("secret", "Secret").access(own).build());
			awaitKnown(List.of(ann), ids(dialogue));
			awaitKnown(List.of(eve), open);
			assertThat(eve.connection().received().toString()).doesNotContain("secret");
		}
	}

	@Test
	void authorizerThatIsSlowHasABoundedNumberOfQuestions() {
		AtomicInteger asked = new AtomicInteger();
		CompletableFuture<@Nullable Boolean> released = new CompletableFuture<>();
		try (TestDialogue dialogue = TestDialogue.builder().authorizationTimeout(PATIENCE).authorizer((request) -> {
			asked.incrementAndGet();
			return released;
		}).build()) {
			TestClient ann = dialogue.connect("ann");
			create(dialogue, 200);
			dialogue.awaitIdle();
			assertThat(asked).hasValue(1);
			assertThat(ann.ask("dialogue:listRooms", Map.of())).isNotDone();
			released.complete(true);
			awaitKnown(List.of(ann), ids(dialogue));
		}
	}

}
