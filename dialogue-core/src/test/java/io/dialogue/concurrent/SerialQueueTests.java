package io.dialogue.concurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One task after the other.
 */
class SerialQueueTests {

	private final ExecutorService threads = Executors.newFixedThreadPool(4);

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@RepeatedTest(10)
	void tasksOfManyThreadsRunOneAtATimeAndEachThreadsInOrder() throws Exception {
		SerialQueue queue = queue(this.threads, 100);
		List<List<Integer>> seen = IntStream.range(0, 4).<List<Integer>>mapToObj((i) -> new ArrayList<>()).toList();
		AtomicInteger running = new AtomicInteger();
		AtomicInteger overlaps = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(4 * 500);
		List<Thread> producers = IntStream.range(0, 4).mapToObj((producer) -> new Thread(() -> {
			for (int i = 0; i < 500; i++) {
				int number = i;
				queue.add(() -> {
					if (running.incrementAndGet() > 1) {
						overlaps.incrementAndGet();
					}
					seen.get(producer).add(number);
					running.decrementAndGet();
					done.countDown();
					return (number % 7 == 0) ? CompletableFuture.runAsync(() -> {
					}, this.threads) : null;
				});
			}
		})).toList();
		producers.forEach(Thread::start);
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(overlaps).hasValue(0);
		assertThat(seen).allSatisfy((it) -> assertThat(it).isEqualTo(IntStream.range(0, 500).boxed().toList()));
	}

	@Test
	void nextTaskWaitsForTheStageOfTheOneBefore() {
		SerialQueue queue = queue(Runnable::run, 10);
		List<String> log = new CopyOnWriteArrayList<>();
		CompletableFuture<Void> stage = new CompletableFuture<>();
		queue.add(() -> {
			log.add("first");
			return stage;
		});
		queue.add(() -> {
			log.add("second");
			return null;
		});
		assertThat(log).containsExactly("first");
		assertThat(queue.size()).isEqualTo(2);
		stage.completeExceptionally(new IllegalStateException("on purpose"));
		assertThat(log).containsExactly("first", "second");
		assertThat(queue.size()).isZero();
	}

	@Test
	void taskThatThrowsStopsNothing() {
		SerialQueue queue = queue(Runnable::run, 10);
		List<String> log = new CopyOnWriteArrayList<>();
		queue.add(() -> {
			throw new StackOverflowError();
		});
		queue.add(() -> CompletableFuture.failedFuture(new IllegalStateException("on purpose")));
		queue.add(() -> {
			log.add("after");
			return null;
		});
		assertThat(log).containsExactly("after");
		assertThat(queue.size()).isZero();
	}

	@Test
	void offerIsRefusedWhenFullAndAddIsNot() {
		Queue<Runnable> held = new ArrayDeque<>();
		SerialQueue queue = queue(held::add, 2);
		assertThat(queue.offer(() -> null)).isTrue();
		assertThat(queue.offer(() -> null)).isTrue();
		assertThat(queue.isFull()).isTrue();
		assertThat(queue.offer(() -> null)).isFalse();
		queue.add(() -> null);
		assertThat(queue.size()).isEqualTo(3);
		drain(held);
		assertThat(queue.size()).isZero();
		assertThat(queue.isFull()).isFalse();
	}

	@Test
	void tellsWhenItHasFallenToHalf() {
		Queue<Runnable> held = new ArrayDeque<>();
		AtomicInteger relieved = new AtomicInteger();
		SerialQueue queue = new SerialQueue(new SerialQueue.Terms(held::add, 4)) {

			@Override
			protected void relieved() {
				relieved.incrementAndGet();
			}

		};
		IntStream.range(0, 4).forEach((i) -> queue.add(() -> null));
		assertThat(relieved).hasValue(0);
		drain(held);
		assertThat(relieved).hasValue(1);
	}

	@Test
	void longQueueSharesItsThread() {
		Queue<Runnable> held = new ArrayDeque<>();
		SerialQueue queue = queue(held::add, 1000);
		AtomicInteger ran = new AtomicInteger();
		IntStream.range(0, 100).forEach((i) -> queue.add(() -> {
			ran.incrementAndGet();
			return null;
		}));
		held.remove().run();
		assertThat(ran.get()).isBetween(1, 99);
		drain(held);
		assertThat(ran).hasValue(100);
	}

	@Test
	void hundredThousandTasksOnTheCallersThreadDoNotOverflowTheStack() {
		SerialQueue queue = queue(this.threads, 10);
		CountDownLatch done = new CountDownLatch(1);
		IntStream.range(0, 100_000).forEach((i) -> queue.add(() -> CompletableFuture.completedStage(i)));
		queue.add(() -> {
			done.countDown();
			return null;
		});
		assertThat(awaitQuietly(done)).isTrue();
	}

	private static void drain(Queue<Runnable> held) {
		for (Runnable next = held.poll(); next != null; next = held.poll()) {
			next.run();
		}
	}

	private static boolean awaitQuietly(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SerialQueue queue(Executor executor, int capacity) {
		return new SerialQueue(new SerialQueue.Terms(executor, capacity));
	}

}
