package io.dialogue.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements that one connection owes the server: a bounded number, by ids that
 * are the connection's own and never used twice. Safe for use by several threads.
 */
public final class PendingAcks {

	/** Those of all connections that have ended: none, and none is added. */
	public static final PendingAcks CLOSED = closed();

	/** Guarded by this, as all below. */
	private final Map<Long, PendingAck<?>> pending = new HashMap<>();

	private final int limit;

	private final Executor executor;

	private long sequence;

	private boolean closed;

	/**
	 * Creates an empty set.
	 * @param limit how many the client may owe at once
	 * @param executor reads answers and completes results
	 */
	public PendingAcks(int limit, Executor executor) {
		this.limit = limit;
		this.executor = executor;
	}

	private static PendingAcks closed() {
		PendingAcks acks = new PendingAcks(0, Runnable::run);
		acks.close();
		return acks;
	}

	/**
	 * Begins to wait for an acknowledgement. To be called before the client is asked.
	 * @param <R> the type of the answer
	 * @param type the type of the answer
	 * @param timeout how long to wait
	 * @return the acknowledgement
	 * @throws AckException if the connection ended, or owes too many
	 */
	public <R> PendingAck<R> open(Class<R> type, Duration timeout) {
		PendingAck<R> ack = add(type);
		ack.await(timeout, this.executor, () -> take(ack.id()));
		return ack;
	}

	private synchronized <R> PendingAck<R> add(Class<R> type) {
		if (this.closed) {
			throw notConnected();
		}
		if (this.pending.size() >= this.limit) {
			throw new AckException(AckException.Reason.TOO_MANY,
					"The client owes " + this.limit + " acknowledgements already");
		}
		PendingAck<R> ack = new PendingAck<>(this.sequence++, type);
		this.pending.put(ack.id(), ack);
		return ack;
	}

	/**
	 * Says that a client cannot be asked.
	 * @return the failure
	 */
	public static AckException notConnected() {
		return new AckException(AckException.Reason.NOT_CONNECTED, "The client is not connected to this node");
	}

	/**
	 * Waits no longer for an acknowledgement.
	 * @param id its id
	 * @return the acknowledgement, or {@code null} if nobody waits for it
	 */
	public synchronized @Nullable PendingAck<?> take(long id) {
		return this.pending.remove(id);
	}

	/** The connection ended: all that it owes fails, and nothing is added. */
	public void close() {
		takeAll().forEach(PendingAck::disconnected);
	}

	private synchronized List<PendingAck<?>> takeAll() {
		this.closed = true;
		List<PendingAck<?>> all = List.copyOf(this.pending.values());
		this.pending.clear();
		return all;
	}

}
