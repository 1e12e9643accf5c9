package io.dialogue.broker;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import io.dialogue.event.EncodedEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The broker in memory keeps the contract, and nothing of rooms that are gone.
 */
class InMemoryEventBrokerTests extends EventBrokerContractTests {

	private final InMemoryEventBroker inMemory = new InMemoryEventBroker();

	@Override
	protected EventBroker createBroker(BrokerSettings settings) {
		return new InMemoryEventBroker(settings);
	}

	private CompletionStage<Replay> since(BooleanSupplier roomExists) {
		return this.inMemory.since(new ReplayRequest("room", null, Set.of(), 0, 0, roomExists));
	}

	@Test
	void nothingStaysOfARoomThatIsDeletedBeforeItIsRead() {
		this.inMemory.clear("room");
		assertThat(since(() -> false)).isCompletedWithValueMatching((replay) -> replay.head().offset() == 0);
		assertThat(this.inMemory.size()).isZero();
	}

	@Test
	void nothingStaysOfARoomThatIsDeletedWhileItIsRead() {
		assertThat(since(() -> {
			this.inMemory.clear("room");
			return false;
		})).isCompleted();
		assertThat(this.inMemory.size()).isZero();
	}

	@Test
	void nothingStaysOfARoomThatIsDeletedBeforeItsFirstEvent() {
		EncodedEvent event = new EncodedEvent("a", "{}".getBytes(StandardCharsets.UTF_8));
		assertThat(this.inMemory.publish(new Publication("room", event, 1, null, null, () -> false, (it) -> {
		}))).isCompletedExceptionally();
		assertThat(this.inMemory.size()).isZero();
	}

	@Test
	void roomThatIsReadStaysUntilItIsDeleted() {
		assertThat(since(() -> true)).isCompleted();
		assertThat(this.inMemory.size()).isEqualTo(1);
		this.inMemory.clear("room");
		assertThat(this.inMemory.size()).isZero();
	}

}
