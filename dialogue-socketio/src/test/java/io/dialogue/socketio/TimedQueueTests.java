package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TimedQueueTests {

	private final EventExecutor loop = new DefaultEventExecutor();

	private final TimedQueue queue = new TimedQueue(this.loop);

	private final List<Integer> ran = new CopyOnWriteArrayList<>();

	@AfterEach
	void stop() {
		this.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
	}

	private static long in(int millis) {
		return System.nanoTime() + Duration.ofMillis(millis).toNanos();
	}

	private List<Task> add(int count, int millis) {
		List<Task> tasks = IntStream.range(0, count).mapToObj(Task::new).toList();
		tasks.forEach((task) -> task.waitIn(this.queue, in(millis)));
		return tasks;
	}

	private void awaitRuns(Integer... numbers) {
		await().untilAsserted(() -> assertThat(this.ran).containsExactly(numbers));
	}

	@Test
	void tasksRunInOrderAndNotBeforeTheirTime() {
		add(3, 50);
		awaitRuns(0, 1, 2);
	}

	@Test
	void tasksThatDoNotWaitAnyMoreDoNotRun() {
		List<Task> tasks = add(6, 200);
		List.of(0, 2, 3, 5).forEach((i) -> tasks.get(i).cancel());
		tasks.get(2).cancel();
		awaitRuns(1, 4);
	}

	@Test
	void queueThatWasEmptiedGoesOn() {
		add(2, 100).forEach(Task::cancel);
		new Task(2).waitIn(this.queue, in(50));
		awaitRuns(2);
	}

	@Test
	void taskWaitsAgain() {
		Task task = new Task(1) {

			@Override
			public void run() {
				super.run();
				if (TimedQueueTests.this.ran.size() < 3) {
					waitIn(TimedQueueTests.this.queue, due() + 1);
				}
			}

		};
		task.waitIn(this.queue, in(10));
		awaitRuns(1, 1, 1);
	}

	@Test
	void taskThatGoesToTheEndRunsOnce() {
		add(3, 100).get(0).waitIn(this.queue, in(150));
		awaitRuns(1, 2, 0);
	}

	@Test
	void taskMovesToAnotherLoop() throws Exception {
		EventExecutor other = new DefaultEventExecutor();
		try {
			List<Task> tasks = add(3, 100);
			tasks.get(1).waitIn(new TimedQueue(other), in(10));
			awaitRuns(1, 0, 2);
			assertThat(tasks.get(1).thread).isEqualTo(other.submit(Thread::currentThread).get());
		}
		finally {
			other.shutdownGracefully(0, 1, TimeUnit.SECONDS);
		}
	}

	@Test
	void manyAreDueAtOnce() {
		add(2000, 0);
		await().untilAsserted(() -> assertThat(this.ran).hasSize(2000).isSorted());
	}

	@Test
	void taskThatFailsDoesNotStopTheOthers() {
		new Task(0) {

			@Override
			public void run() {
				super.run();
				throw new IllegalStateException("On purpose");
			}

		}.waitIn(this.queue, in(0));
		new Task(1).waitIn(this.queue, in(0));
		awaitRuns(0, 1);
	}

	@Test
	void loopThatEndedRunsNothing() {
		this.loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
		add(2, 0).forEach(Task::cancel);
		assertThat(this.ran).isEmpty();
	}

	/** Notes that it ran. */
	private class Task extends TimedTask {

		private final int number;

		private volatile Thread thread;

		Task(int number) {
			this.number = number;
		}

		@Override
		public void run() {
			assertThat(due()).isLessThanOrEqualTo(System.nanoTime());
			this.thread = Thread.currentThread();
			TimedQueueTests.this.ran.add(this.number);
		}

	}

}
