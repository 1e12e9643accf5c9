package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SerialTests {

	private final List<Throwable> failures = new ArrayList<>();

	private final Serial serial = new Serial() {

		@Override
		void failed(Throwable cause) {
			SerialTests.this.failures.add(cause);
		}

	};

	@Test
	void taskRunsOnTheCallersThread() {
		List<Thread> threads = new ArrayList<>();
		this.serial.run(() -> threads.add(Thread.currentThread()));
		assertThat(threads).containsExactly(Thread.currentThread());
	}

	@Test
	void taskOfATaskRunsAfterIt() {
		List<String> order = new ArrayList<>();
		this.serial.run(() -> {
			this.serial.run(() -> order.add("inner"));
			order.add("outer");
		});
		assertThat(order).containsExactly("outer", "inner");
	}

	@Test
	void failureIsReportedAndStopsNothing() {
		List<String> order = new ArrayList<>();
		this.serial.run(() -> {
			this.serial.run(() -> order.add("next"));
			throw new IllegalStateException("expected");
		});
		assertThat(this.failures).hasSize(1);
		assertThat(order).containsExactly("next");
	}

	@Test
	void tasksOfManyThreadsNeverOverlapAndKeepEachThreadsOrder() throws InterruptedException {
		int threads = 4;
		int count = 20_000;
		int[][] seen = new int[threads][1];
		int[] total = new int[1];
		CountDownLatch done = new CountDownLatch(threads * count);
		ExecutorService executor = Executors.newFixedThreadPool(threads);
		for (int thread = 0; thread < threads; thread++) {
			int[] mine = seen[thread];
			executor.execute(() -> {
				for (int i = 0; i < count; i++) {
					int expected = i;
					this.serial.run(() -> {
						assertThat(mine[0]++).isEqualTo(expected);
						total[0]++;
						done.countDown();
					});
				}
			});
		}
		executor.shutdown();
		assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.failures).isEmpty();
		assertThat(total[0]).isEqualTo(threads * count);
	}

}
