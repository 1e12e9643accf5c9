package io.dialogue.membership;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.PendingAck;
import io.dialogue.client.PendingAcks;

/**
 * The acknowledgements that a client owes the server. Most clients are never asked for
 * any, and cost next to nothing.
 */
final class ClientAcks {

	private @Nullable PendingAcks pending;

	private boolean closed;

	/** Throws if the client has gone. */
	synchronized PendingAcks open(int limit, Executor executor) {
		if (this.closed) {
			throw PendingAcks.notConnected();
		}
		PendingAcks known = this.pending;
		if (known == null) {
			known = new PendingAcks(limit, executor);
			this.pending = known;
		}
		return known;
	}

	private synchronized @Nullable PendingAcks pending() {
		return this.pending;
	}

	@Nullable PendingAck<?> take(long ackId) {
		PendingAcks known = pending();
		return (known != null) ? known.take(ackId) : null;
	}

	/** Waits for none any more. */
	void close() {
		synchronized (this) {
			this.closed = true;
		}
		PendingAcks known = pending();
		if (known != null) {
			known.close();
		}
	}

}
