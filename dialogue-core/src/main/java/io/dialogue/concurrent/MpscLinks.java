package io.dialogue.concurrent;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * What a queue consists of into which any thread adds and from which one thread at a time
 * takes. To be inherited where there are many queues, so that each is one object.
 *
 * @param <T> what is queued
 */
abstract class MpscLinks<T> {

	@SuppressWarnings("rawtypes")
	private static final AtomicReferenceFieldUpdater<MpscLinks, Node> ADDED = AtomicReferenceFieldUpdater
		.newUpdater(MpscLinks.class, Node.class, "added");

	/** The newest first. By {@link #ADDED}. */
	private volatile @Nullable Node<T> added;

	/** The oldest first. For the thread that takes. */
	private @Nullable Node<T> ready;

	/** By any thread. */
	final void link(T element) {
		Node<T> node = new Node<>(element);
		do {
			node.next = this.added;
		}
		while (!ADDED.compareAndSet(this, node.next, node));
	}

	/** By one thread at a time. Null if there is none. */
	final @Nullable T unlink() {
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

	/** As {@link #unlink}, by one thread at a time. */
	final void unlinkAll() {
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
