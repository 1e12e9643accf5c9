package io.dialogue.gateway;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.DisconnectReason;
import io.dialogue.error.Incident;
import io.dialogue.membership.MemberClient;

/**
 * Ends the connections whose authentication has ended, half a second later at most. One
 * timer serves all clients, and none runs while no client's authentication ends.
 */
final class Expiries {

	/** How long one slot of the timer is, in milliseconds. */
	private static final long SLOT = 250;

	/** Clients by the end of the slot in which their authentication ends. */
	private final TreeMap<Long, Set<MemberClient>> slots = new TreeMap<>();

	private final Executor timer;

	private boolean ticking;

	/**
	 * Creates a timer.
	 * @param worker runs what is due
	 */
	Expiries(Executor worker) {
		this.timer = CompletableFuture.delayedExecutor(SLOT, TimeUnit.MILLISECONDS, worker);
	}

	/** Watches a client until its authentication ends, or it goes. */
	void watch(MemberClient client) {
		Instant end = client.identity().expiresAt();
		if (end == null) {
			return;
		}
		add(slot(end), client);
		if (!client.isConnected()) {
			forget(client);
		}
	}

	private synchronized void add(long slot, MemberClient client) {
		this.slots.computeIfAbsent(slot, (key) -> new HashSet<>()).add(client);
		if (!this.ticking) {
			this.ticking = true;
			this.timer.execute(this::tick);
		}
	}

	/** Watches a client no longer. To be called before its identity changes, too. */
	synchronized void forget(MemberClient client) {
		Instant end = client.identity().expiresAt();
		if (end != null) {
			this.slots.computeIfPresent(slot(end),
					(key, clients) -> (clients.remove(client) && clients.isEmpty()) ? null : clients);
		}
	}

	/** The first slot that ends no sooner. */
	private static long slot(Instant end) {
		return Math.floorDiv(end.toEpochMilli() - 1, SLOT) + 1;
	}

	private void tick() {
		Map.Entry<Long, Set<MemberClient>> due = nextDue();
		while (due != null) {
			due.getValue().forEach(Expiries::end);
			due = nextDue();
		}
	}

	private static void end(MemberClient client) {
		try {
			if (client.identity().isExpired()) {
				client.cutOff(DisconnectReason.EXPIRED);
			}
		}
		catch (Throwable ex) {
			Incident.report("Ending a connection whose authentication has ended failed", ex);
		}
	}

	private synchronized Map.@Nullable Entry<Long, Set<MemberClient>> nextDue() {
		if (!this.slots.isEmpty() && this.slots.firstKey() * SLOT <= System.currentTimeMillis()) {
			return this.slots.pollFirstEntry();
		}
		this.ticking = !this.slots.isEmpty();
		if (this.ticking) {
			this.timer.execute(this::tick);
		}
		return null;
	}

}
