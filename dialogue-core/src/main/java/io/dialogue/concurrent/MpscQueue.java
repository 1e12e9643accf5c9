package io.dialogue.concurrent;

import org.jspecify.annotations.Nullable;

/**
 * An unbounded queue into which any thread adds and from which one thread at a time
 * takes, in the order of adding. Takes next to no memory while it is empty, which is what
 * most queues of a server with many idle clients are.
 *
 * @param <T> what is queued
 */
public final class MpscQueue<T> extends MpscLinks<T> {

	/**
	 * Adds an element. May be called by any thread.
	 * @param element the element
	 */
	public void add(T element) {
		link(element);
	}

	/**
	 * Takes the oldest element. May be called by one thread at a time.
	 * @return the element, or {@code null} if there is none
	 */
	public @Nullable T poll() {
		return unlink();
	}

	/**
	 * Forgets all elements. As {@link #poll}, for one thread at a time.
	 */
	public void clear() {
		unlinkAll();
	}

}
