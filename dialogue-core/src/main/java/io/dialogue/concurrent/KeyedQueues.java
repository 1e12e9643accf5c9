package io.dialogue.concurrent;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A {@link SerialQueue} for each key, which is there only while tasks wait in it.
 *
 * @param <K> the type of the key
 */
public final class KeyedQueues<K> {

	private final Map<K, SerialQueue> queues = new ConcurrentHashMap<>();

	private final SerialQueue.Terms terms;

	/**
	 * Creates queues.
	 * @param executor runs the tasks
	 * @param capacity how many tasks may wait for each key, the running one included
	 */
	public KeyedQueues(Executor executor, int capacity) {
		this.terms = new SerialQueue.Terms(executor, capacity);
	}

	/**
	 * Adds a task unless the key's queue is full.
	 * @param key the key
	 * @param task the task; returns {@code null} or a stage that completes when the key's
	 * next task may start
	 * @return {@code false} if the queue was full and the task was not added
	 */
	public boolean offer(K key, Supplier<? extends @Nullable CompletionStage<?>> task) {
		return enqueue(key, task, this.terms.capacity());
	}

	/**
	 * Adds a task even if the key's queue is full.
	 * @param key the key
	 * @param task the task
	 */
	public void add(K key, Supplier<? extends @Nullable CompletionStage<?>> task) {
		enqueue(key, task, Integer.MAX_VALUE);
	}

	/** The executor is called outside of the map's lock: it may run the task at once. */
	private boolean enqueue(K key, Supplier<? extends @Nullable CompletionStage<?>> task, int limit) {
		boolean[] added = new boolean[1];
		SerialQueue[] idle = new SerialQueue[1];
		this.queues.compute(key, (k, known) -> {
			SerialQueue queue = (known != null) ? known : new SerialQueue(this.terms);
			if (queue.size() < limit) {
				added[0] = true;
				idle[0] = queue.enqueue(() -> run(key, task)) ? queue : null;
			}
			return queue;
		});
		if (idle[0] != null) {
			idle[0].schedule();
		}
		return added[0];
	}

	/**
	 * Whether a key's queue takes no further tasks.
	 * @param key the key
	 * @return {@code true} if its capacity is reached
	 */
	public boolean isFull(K key) {
		SerialQueue queue = this.queues.get(key);
		return queue != null && queue.isFull();
	}

	/**
	 * The number of keys with tasks.
	 * @return the number
	 */
	public int size() {
		return this.queues.size();
	}

	private CompletionStage<?> run(K key, Supplier<? extends @Nullable CompletionStage<?>> task) {
		CompletionStage<?> stage = null;
		try {
			stage = task.get();
		}
		finally {
			if (stage == null) {
				removeIfLast(key);
			}
		}
		return (stage != null) ? stage.whenComplete((result, ex) -> removeIfLast(key))
				: CompletableFuture.completedStage(null);
	}

	/** The task that calls this still counts. */
	private void removeIfLast(K key) {
		this.queues.computeIfPresent(key, (k, queue) -> (queue.size() <= 1) ? null : queue);
	}

}
