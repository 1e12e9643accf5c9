package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The threads of the worker.
 */
class WorkerPoolTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final List<Thread> threads = new ArrayList<>();

	private WorkerPool pool = pool(8, LONG);

	@AfterEach
	void stop() {
		this.pool.stop(Duration.ofSeconds(5));
	}

	@Test
	void everyTaskRunsOnceWhoeverAddsIt() throws Exception {
		int producers = 4;
		int each = 50_000;
		Set<Integer> ran = ConcurrentHashMap.newKeySet();
		AtomicInteger repeated = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(producers * each);
		for (int producer = 0; producer < producers; producer++) {
			int first = producer * each;
			new Thread(() -> {
				for (int i = first; i < first + each; i++) {
					int task = i;
					this.pool.execute(() -> {
						if (!ran.add(task)) {
							repeated.incrementAndGet();
						}
						done.countDown();
					});
				}
			}).start();
		}
		assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
		assertThat(repeated).hasValue(0);
		assertThat(this.threads).hasSizeLessThanOrEqualTo(8);
	}

	@Test
	void tasksThatBlockHoldNobodyUpWhileThereMayBeMoreThreads() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		for (int i = 0; i < 7; i++) {
			this.pool.execute(() -> await(release));
		}
		CountDownLatch others = new CountDownLatch(1000);
		for (int i = 0; i < 1000; i++) {
			this.pool.execute(others::countDown);
		}
		assertThat(others.await(10, TimeUnit.SECONDS)).isTrue();
		release.countDown();
	}

	@Test
	void tasksThatFollowEachOtherAreRunByOneThread() throws Exception {
		Queue<Thread> ran = new ConcurrentLinkedQueue<>();
		for (int i = 0; i < 100; i++) {
			this.pool.execute(() -> ran.add(Thread.currentThread()));
			Awaitility.await().until(() -> this.threads.stream().allMatch(WorkerPoolTests::isResting));
		}
		assertThat(ran).hasSize(100);
		assertThat(this.threads).hasSize(1);
	}

	@Test
	void whatFailsOrIsInterruptedLeavesNoTrace() throws Exception {
		this.pool = pool(1, LONG);
		this.pool.execute(() -> {
			throw new AssertionError("on purpose");
		});
		this.pool.execute(() -> Thread.currentThread().interrupt());
		Queue<Boolean> interrupted = new ConcurrentLinkedQueue<>();
		CountDownLatch done = new CountDownLatch(1);
		this.pool.execute(() -> {
			interrupted.add(Thread.currentThread().isInterrupted());
			done.countDown();
		});
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(interrupted).containsExactly(false);
	}

	@Test
	void idleThreadsEndAndNewOnesTakeTheirPlace() throws Exception {
		this.pool = pool(8, Duration.ofMillis(1));
		for (int i = 0; i < 3; i++) {
			CountDownLatch done = new CountDownLatch(1);
			this.pool.execute(done::countDown);
			assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
			Awaitility.await().until(() -> this.threads.stream().noneMatch(Thread::isAlive));
		}
		assertThat(this.threads).hasSize(3);
	}

	@Test
	void threadThatCannotBeStartedIsMissedByNobody() throws Exception {
		AtomicInteger attempts = new AtomicInteger();
		this.pool = new WorkerPool(8, LONG,
				(task) -> (attempts.getAndIncrement() > 0) ? new Thread(task) : new Thread() {

					@Override
					public void start() {
						throw new OutOfMemoryError("on purpose");
					}

				});
		CountDownLatch done = new CountDownLatch(2);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.pool.execute(done::countDown));
		this.pool.execute(done::countDown);
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void stopRunsWhatWaitsAndRefusesWhatComesLater() {
		AtomicInteger ran = new AtomicInteger();
		for (int i = 0; i < 1000; i++) {
			this.pool.execute(ran::incrementAndGet);
		}
		this.pool.stop(Duration.ofSeconds(10));
		assertThat(ran).hasValue(1000);
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.pool.execute(() -> {
		}));
		Awaitility.await().until(() -> this.threads.stream().noneMatch(Thread::isAlive));
	}

	private WorkerPool pool(int maxThreads, Duration keepAlive) {
		this.threads.clear();
		return new WorkerPool(maxThreads, keepAlive, (task) -> {
			Thread thread = new Thread(task);
			this.threads.add(thread);
			return thread;
		});
	}

	private static boolean isResting(Thread thread) {
		return thread.getState() == Thread.State.TIMED_WAITING;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
