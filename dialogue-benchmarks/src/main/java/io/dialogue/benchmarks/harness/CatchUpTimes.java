package io.dialogue.benchmarks.harness;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.dialogue.benchmarks.load.Samples;
import io.dialogue.faults.RecoveringClient;
import io.dialogue.faults.RecoveryListener;

/**
 * What clients received whose connections are cut, and how long it took. Written by the
 * clients' event loop, of which there is one; read when that has stopped, but for the
 * counts.
 */
final class CatchUpTimes implements RecoveryListener {

	private final Map<RecoveringClient, Progress> progress = new HashMap<>();

	private final AtomicInteger joined = new AtomicInteger();

	private final AtomicReference<@Nullable String> violation = new AtomicReference<>();

	/** From the beginning of a reconnection until all that was missed is there. */
	private final Samples catchUp = new Samples(1);

	/** From publishing to receipt, of what came while the client was connected. */
	private final Samples live = new Samples(1);

	/** From publishing to receipt, of all. */
	private final Samples all = new Samples(1);

	private final AtomicInteger completed = new AtomicInteger();

	private final int events;

	private int cuts;

	private int gaps;

	private int repeats;

	private int replayed;

	private int received;

	/**
	 * Creates counts from zero.
	 * @param events how many events each client is to receive
	 */
	CatchUpTimes(int events) {
		this.events = events;
	}

	/**
	 * How many clients have joined for the first time. May be asked by any thread.
	 * @return the number
	 */
	int joined() {
		return this.joined.get();
	}

	/**
	 * How many clients have all events. May be asked by any thread.
	 * @return the number
	 */
	int completed() {
		return this.completed.get();
	}

	@Override
	public void connecting(RecoveringClient client) {
		of(client).connecting = System.nanoTime();
	}

	@Override
	public void lost(RecoveringClient client) {
		this.cuts++;
	}

	@Override
	public void joined(RecoveringClient client, String roomId, RecoveryListener.Standing standing) {
		Progress own = of(client);
		if (!own.begun) {
			own.begun = true;
			own.offset = standing.head();
			this.joined.incrementAndGet();
			return;
		}
		if (!standing.complete()) {
			this.gaps++;
			own.offset = standing.head();
		}
		own.head = standing.head();
		own.catchingUp = true;
		checkCaughtUp(own);
	}

	@Override
	public void received(RecoveringClient client, String roomId, JsonNode envelope) {
		Progress own = of(client);
		long now = System.nanoTime();
		long offset = envelope.path("offset").longValue();
		if (offset <= own.offset) {
			this.repeats++;
			return;
		}
		own.offset = offset;
		this.received++;
		if (++own.received == this.events) {
			this.completed.incrementAndGet();
		}
		long latency = now - envelope.path("data").path("sentAt").longValue();
		this.all.add(latency);
		if (own.catchingUp) {
			this.replayed++;
		}
		else {
			this.live.add(latency);
		}
		checkCaughtUp(own);
	}

	private void checkCaughtUp(Progress own) {
		if (own.catchingUp && own.offset >= own.head) {
			own.catchingUp = false;
			this.catchUp.add(System.nanoTime() - own.connecting);
		}
	}

	@Override
	public void violated(RecoveringClient client, String what) {
		this.violation.compareAndSet(null, client.name() + " " + what);
	}

	/**
	 * Says what was seen.
	 * @return the report, a row
	 */
	Table report() {
		long due = (long) this.progress.size() * this.events;
		Table table = new Table("Clients that are cut off again and again", "clients", "cuts", "delivered", "repeats",
				"gaps", "replayed", "catch-up p50 ms", "p99 ms", "max ms", "live p50 ms", "p99 ms", "all p50 ms",
				"p99 ms", "violation");
		String violated = this.violation.get();
		table.row(Table.number(this.progress.size(), 0), Table.number(this.cuts, 0),
				Table.number(100.0 * this.received / due, 2) + " %", Table.number(this.repeats, 0),
				Table.number(this.gaps, 0), Table.number(this.replayed, 0), millis(this.catchUp, 0.5),
				millis(this.catchUp, 0.99), millis(this.catchUp, 1), millis(this.live, 0.5), millis(this.live, 0.99),
				millis(this.all, 0.5), millis(this.all, 0.99), (violated != null) ? violated : "none");
		return table;
	}

	private static String millis(Samples samples, double share) {
		return Table.number(samples.percentileMillis(share), 1);
	}

	boolean isFlawless() {
		return this.repeats == 0 && this.gaps == 0 && this.violation.get() == null
				&& this.received == (long) this.progress.size() * this.events;
	}

	private Progress of(RecoveringClient client) {
		return this.progress.computeIfAbsent(client, (key) -> new Progress());
	}

	private static final class Progress {

		private boolean begun;

		private long connecting;

		private long offset;

		private long head;

		private boolean catchingUp;

		private int received;

	}

}
