package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The threads of the application's code.
 */
class DialogueExecutorsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void workerHasSoManyThreadsAtMost() throws Exception {
		DialogueExecutors executors = executors(Map.of("dialogue.worker.max-threads", 2));
		BlockingQueue<String> names = new LinkedBlockingQueue<>();
		CountDownLatch release = new CountDownLatch(1);
		for (int i = 0; i < 3; i++) {
			executors.worker().execute(() -> {
				names.add(Thread.currentThread().getName());
				await(release);
			});
		}
		assertThat(names.poll(5, TimeUnit.SECONDS)).startsWith("dialogue-worker-");
		assertThat(names.poll(5, TimeUnit.SECONDS)).startsWith("dialogue-worker-");
		assertThat(names.poll(50, TimeUnit.MILLISECONDS)).isNull();
		assertThat(executors.awaitIdle(Duration.ofMillis(10))).isFalse();
		release.countDown();
		assertThat(executors.awaitIdle(Duration.ofSeconds(5))).isTrue();
		assertThat(names).hasSize(1);
		executors.destroy();
	}

	@Test
	void authenticationIsBoundedInThreadsAndQueue() {
		DialogueExecutors executors = executors(
				Map.of("dialogue.authentication.max-threads", 1, "dialogue.authentication.queue-capacity", 1));
		CountDownLatch release = new CountDownLatch(1);
		executors.authentication().execute(() -> await(release));
		executors.authentication().execute(() -> await(release));
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> executors.authentication().execute(() -> await(release)));
		release.countDown();
		executors.destroy();
		assertThat(executors.authentication().isTerminated()).isTrue();
	}

	@Test
	void whatHangsIsInterruptedInTheEnd() throws Exception {
		DialogueExecutors executors = executors(Map.of());
		CountDownLatch interrupted = new CountDownLatch(1);
		executors.worker().execute(() -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
		});
		executors.destroy();
		assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executors.worker().execute(() -> {
		}));
	}

	@Test
	void workerUsesVirtualThreadsWhereTheyAreEnabledAndThere() throws Exception {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		boolean virtual = Runtime.version().feature() >= 21;
		DialogueExecutors executors = executors(Map.of());
		BlockingQueue<String> threads = new LinkedBlockingQueue<>();
		executors.worker().execute(() -> threads.add(Thread.currentThread().toString()));
		assertThat(threads.poll(5, TimeUnit.SECONDS)).startsWith(virtual ? "VirtualThread" : "Thread");
		assertThat(executors.awaitIdle(Duration.ofSeconds(5))).isTrue();
		executors.destroy();
	}

	private DialogueExecutors executors(Map<String, ?> properties) {
		return new DialogueExecutors(DialogueSettingsTests.properties(properties), this.environment);
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
