package io.dialogue.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A queue for each key, and none for keys without tasks.
 */
class KeyedQueuesTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@RepeatedTest(10)
	void tasksOfOneKeyRunInOrderAndQueuesGoWithTheirLastTask() throws Exception {
		KeyedQueues<Integer> queues = new KeyedQueues<>(this.threads, 10_000);
		List<List<Integer>> seen = IntStream.range(0, 3).<List<Integer>>mapToObj((i) -> new ArrayList<>()).toList();
		CountDownLatch done = new CountDownLatch(3 * 1000);
		for (int i = 0; i < 1000; i++) {
			int number = i;
			for (int key = 0; key < 3; key++) {
				List<Integer> own = seen.get(key);
				queues.add(key, () -> {
					own.add(number);
					done.countDown();
					return (number % 3 == 0) ? CompletableFuture.runAsync(() -> {
					}, this.threads) : null;
				});
			}
		}
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(seen).allSatisfy((it) -> assertThat(it).isEqualTo(IntStream.range(0, 1000).boxed().toList()));
		await().untilAsserted(() -> assertThat(queues.size()).isZero());
	}

	@Test
	void fullQueueOfOneKeyHoldsUpNoOther() {
		KeyedQueues<String> queues = new KeyedQueues<>(this.threads, 2);
		CompletableFuture<Void> gate = new CompletableFuture<>();
		assertThat(queues.offer("a", () -> gate)).isTrue();
		assertThat(queues.offer("a", () -> null)).isTrue();
		assertThat(queues.offer("a", () -> null)).isFalse();
		assertThat(queues.isFull("a")).isTrue();
		assertThat(queues.isFull("b")).isFalse();
		CountDownLatch ran = new CountDownLatch(1);
		assertThat(queues.offer("b", () -> {
			ran.countDown();
			return null;
		})).isTrue();
		await().until(() -> ran.getCount() == 0);
		gate.complete(null);
		await().untilAsserted(() -> assertThat(queues.size()).isZero());
	}

	@Test
	void taskThatThrowsOrFailsLeavesNoQueueBehind() {
		KeyedQueues<String> queues = new KeyedQueues<>(this.threads, 2);
		queues.add("a", () -> {
			throw new IllegalStateException("on purpose");
		});
		queues.add("b", () -> CompletableFuture.failedFuture(new IllegalStateException("on purpose")));
		await().untilAsserted(() -> assertThat(queues.size()).isZero());
	}

	@Test
	void executorThatRunsTasksOnTheCallersThreadWill() {
		KeyedQueues<String> queues = new KeyedQueues<>(Runnable::run, 10);
		List<String> log = new ArrayList<>();
		queues.add("a", () -> {
			log.add("outer");
			queues.add("a", () -> {
				log.add("inner");
				return null;
			});
			return null;
		});
		assertThat(log).containsExactly("outer", "inner");
		assertThat(queues.size()).isZero();
	}

}
