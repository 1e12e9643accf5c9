package io.dialogue.broadcast;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.dialogue.membership.InMemoryMembershipStore;
import io.dialogue.membership.MembershipStore;
import io.dialogue.membership.SeatResult;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an event costs depends on its subscribers, and what a disconnect costs on the
 * client's rooms.
 */
class CostTests {

	@Test
	void amongTwoThousandIdleClientsAnEventTouchesItsSubscribersAndADisconnectItsRooms() {
		CountingStore store = new CountingStore();
		TestDialogue.Builder builder = TestDialogue.builder().events(Message.class).store(store);
		IntStream.range(0, 500)
			.forEach((i) -> builder.room("r" + i, (room) -> room.events("*").defaultSubscriptions("message")));
		try (TestDialogue dialogue = builder.build()) {
			List<TestClient> idle = IntStream.range(0, 2_000).mapToObj((i) -> dialogue.connect("idle" + i)).toList();
			idle.forEach((client) -> client.send("dialogue:join", Map.of("roomId", "r0", "subscriptions", List.of())));
			TestClient sender = dialogue.connect("sender");
			TestClient subscriber = dialogue.connect("subscriber");
			List.of("r0", "r1").forEach((room) -> List.of(sender, subscriber).forEach((client) -> client.join(room)));
			dialogue.awaitIdle();
			idle.forEach((client) -> client.connection().clear());
			int before = idle.stream().mapToInt((client) -> client.connection().sends()).sum();
			assertThat(sender.trigger("r0", "message", Message.of("x")).path("recipients").intValue()).isEqualTo(2);
			store.touched.clear();
			subscriber.drop();
			dialogue.awaitIdle();
			assertThat(idle.stream().mapToInt((client) -> client.connection().sends()).sum()).isEqualTo(before);
			assertThat(store.touched).containsExactlyInAnyOrder("r0", "r1");
			assertThat(dialogue.rooms().find("r0").size()).isEqualTo(2_001);
			idle.forEach(TestClient::drop);
			sender.drop();
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isZero();
			assertThat(dialogue.rooms().all()).allSatisfy((room) -> assertThat(room.size()).isZero());
		}
	}

	private static final class CountingStore implements MembershipStore {

		private final Set<String> touched = ConcurrentHashMap.newKeySet();

		private final InMemoryMembershipStore delegate = new InMemoryMembershipStore();

		@Override
		public CompletionStage<SeatResult> tryJoin(String roomId, String clientId, @Nullable Integer limit) {
			return this.delegate.tryJoin(roomId, clientId, limit);
		}

		@Override
		public CompletionStage<Boolean> leave(String roomId, String clientId) {
			this.touched.add(roomId);
			return this.delegate.leave(roomId, clientId);
		}

		@Override
		public CompletionStage<?> clear(String roomId) {
			return this.delegate.clear(roomId);
		}

		@Override
		public int size(String roomId) {
			return this.delegate.size(roomId);
		}

	}

}
