package io.dialogue.concurrent;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * A queue into which any thread adds, without a lock, and from which one thread at a time
 * takes, in order: a stack that is turned round when what was turned before is used up.
 * To be inherited: where there are many, each is one object with its owner.
 *
 * @param <T> what is queued
 */
public abstract class MpscQueue<T> {

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
	protected final void link(T element) {
		Node<T> node = new Node<>(element);
		do {
			node.next = this.added;
		}
		while (!ADDED.compareAndSet(this, node.next, node));
	}

	/**
	 * Takes the oldest element. For one thread at a time.
	 * @return the element, or {@code null} if there is none
	 */
	protected final @Nullable T unlink() {
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
	 * Forgets all elements. As {@link #unlink}, for one thread at a time.
	 */
	protected final void unlinkAll() {
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
