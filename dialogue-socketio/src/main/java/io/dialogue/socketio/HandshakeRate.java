package io.dialogue.socketio;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Limits how many sessions begin within a second: as many at once, and then one each time
 * that its share of the second has passed (the generic cell rate algorithm of ITU-T
 * I.371).
 */
final class HandshakeRate {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final long share;

	private final LongSupplier nanoTime;

	/** When a full second's permits will be there again. */
	private final AtomicLong refilledAt;

	/**
	 * Creates a limit whose permits are all there.
	 * @param perSecond how many may begin, 0 for no limit
	 */
	HandshakeRate(int perSecond) {
		this(perSecond, System::nanoTime);
	}

	HandshakeRate(int perSecond, LongSupplier nanoTime) {
		this.share = (perSecond > 0) ? Math.max(1, SECOND / perSecond) : 0;
		this.nanoTime = nanoTime;
		this.refilledAt = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Takes a permit. May be called by any thread.
	 * @return {@code false} if there is none
	 */
	boolean tryAcquire() {
		if (this.share == 0) {
			return true;
		}
		long now = this.nanoTime.getAsLong();
		while (true) {
			long known = this.refilledAt.get();
			long next = ((known - now > 0) ? known : now) + this.share;
			if (next - now > SECOND) {
				return false;
			}
			if (this.refilledAt.compareAndSet(known, next)) {
				return true;
			}
		}
	}

}
