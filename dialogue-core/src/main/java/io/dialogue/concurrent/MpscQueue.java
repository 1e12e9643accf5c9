package io.dialogue.concurrent;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * An unbounded queue into which any thread adds and from which one thread at a time
 * takes, in the order of adding. Takes next to no memory while it is empty, which is what
 * most queues of a server with many idle clients are.
 *
 * @param <T> what is queued
 */
public final class MpscQueue<T> {

	@SuppressWarnings("rawtypes")
	private static final AtomicReferenceFieldUpdater<MpscQueue, Node> ADDED = AtomicReferenceFieldUpdater
		.newUpdater(MpscQueue.class, Node.class, "added");

	/** The newest first. By {@link #ADDED}. */
	private volatile @Nullable Node<T> added;

	/** The oldest first. For the thread that takes. */
	private @Nullable Node<T> ready;

	/**
	 * Adds an element. May be called by any thread.
	 * @param element the element
	 */
	public void add(T element) {
		Node<T> node = new Node<>(element);
		do {
			node.next = this.added;
		}
		while (!ADDED.compareAndSet(this, node.next, node));
	}

	/**
	 * Takes the oldest element. May be called by one thread at a time.
	 * @return the element, or {@code null} if there is none
	 */
	public @Nullable T poll() {
		Node<T> oldest = (this.ready != null) ? this.ready : takeAdded();
		if (oldest == null) {
			return null;
		}
		this.ready = oldest.next;
		return oldest.element;
	}

	@SuppressWarnings("unchecked")
	private @Nullable Node<T> takeAdded() {
		Node<T> newest = (this.added != null) ? ADDED.getAndSet(this, null) : null;
		Node<T> oldest = null;
		while (newest != null) {
			Node<T> next = newest.next;
			newest.next = oldest;
			oldest = newest;
			newest = next;
		}
		return oldest;
	}

	/**
	 * Forgets all elements. As {@link #poll}, for one thread at a time.
	 */
	public void clear() {
		this.ready = null;
		this.added = null;
	}

	private static final class Node<T> {

		private final T element;

		private @Nullable Node<T> next;

		Node(T element) {
			this.element = element;
		}

	}

}
