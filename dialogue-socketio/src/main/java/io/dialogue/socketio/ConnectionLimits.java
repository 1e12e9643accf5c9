package io.dialogue.socketio;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what clients hold open, in all and by IP address. One is for sockets, another
 * one for sessions, because a socket can begin many sessions.
 */
final class ConnectionLimits {

	private final int limit;

	private final int limitPerAddress;

	private final AtomicInteger total = new AtomicInteger();

	private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

	/**
	 * Creates a count from zero.
	 * @param limit how many there may be, 0 for no limit
	 * @param limitPerAddress how many one address may have, 0 for no limit
	 */
	ConnectionLimits(int limit, int limitPerAddress) {
		this.limit = limit;
		this.limitPerAddress = limitPerAddress;
	}

	/**
	 * Counts one more, if the limits allow it.
	 * @param peer who holds it
	 * @return {@code false} if they do not
	 */
	boolean tryAcquire(SocketAddress peer) {
		int count = this.total.incrementAndGet();
		if (this.limit > 0 && count > this.limit) {
			this.total.decrementAndGet();
			return false;
		}
		if (this.limitPerAddress > 0 && this.byAddress.merge(address(peer), 1, Integer::sum) > this.limitPerAddress) {
			release(peer);
			return false;
		}
		return true;
	}

	/**
	 * Counts one less.
	 * @param peer who held it
	 */
	void release(SocketAddress peer) {
		this.total.decrementAndGet();
		if (this.limitPerAddress > 0) {
			this.byAddress.computeIfPresent(address(peer), (key, count) -> (count > 1) ? count - 1 : null);
		}
	}

	int count() {
		return this.total.get();
	}

	private static InetAddress address(SocketAddress peer) {
		return (peer instanceof InetSocketAddress inet) ? inet.getAddress() : InetAddress.getLoopbackAddress();
	}

}
