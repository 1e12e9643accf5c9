package io.dialogue.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls back for items whose time has come, a quarter of a second later at most. One
 * timer serves all items, and none runs while there are none. A call that throws is
 * logged and stops neither the others nor the timer.
 *
 * @param <T> the kind of item
 */
public final class Deadlines<T> {

	private static final Logger logger = LoggerFactory.getLogger(Deadlines.class);

	private static final long SLOT_MILLIS = 250;

	/** Items by the number of the slot at whose end they are due. */
	private final TreeMap<Long, List<T>> slots = new TreeMap<>();

	private final Executor timer;

	private final Consumer<T> due;

	private boolean ticking;

	/**
	 * Creates a timer.
	 * @param worker runs the calls
	 * @param due is called for each item, on a worker's thread; must not block
	 */
	public Deadlines(Executor worker, Consumer<T> due) {
		this.timer = CompletableFuture.delayedExecutor(SLOT_MILLIS, TimeUnit.MILLISECONDS, worker);
		this.due = due;
	}

	/**
	 * Calls back for an item, once.
	 * @param item the item
	 * @param delay after what time
	 */
	public synchronized void add(T item, Duration delay) {
		this.slots.computeIfAbsent(currentSlot() + delay.toMillis() / SLOT_MILLIS + 1, (slot) -> new ArrayList<>())
			.add(item);
		if (!this.ticking) {
			this.ticking = true;
			this.timer.execute(this::tick);
		}
	}

	private static long currentSlot() {
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) / SLOT_MILLIS;
	}

	private void tick() {
		takeDue().forEach(this::call);
		synchronized (this) {
			this.ticking = !this.slots.isEmpty();
			if (this.ticking) {
				this.timer.execute(this::tick);
			}
		}
	}

	private void call(T item) {
		try {
			this.due.accept(item);
		}
		catch (Throwable ex) {
			logger.error("What was due failed", ex);
		}
	}

	private synchronized List<T> takeDue() {
		Map<Long, List<T>> past = this.slots.headMap(currentSlot(), true);
		List<T> items = past.values().stream().flatMap(List::stream).toList();
		past.clear();
		return items;
	}

}
