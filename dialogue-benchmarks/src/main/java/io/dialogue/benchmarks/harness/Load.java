package io.dialogue.benchmarks.harness;

import java.util.List;

import io.dialogue.benchmarks.load.LoadSession;
import io.dialogue.benchmarks.load.Tally;
import io.dialogue.benchmarks.peer.Messages;

/**
 * The ways to load a server: a closed loop, a steady rate, triggers by clients. Each is
 * warmed up, measured, and followed by silence.
 */
final class Load {

	/** Of how many messages one's latency is looked at; primes, so as to meet all. */
	private static final int CLOSED_STRIDE = 251;

	private static final int OFFERED_STRIDE = 7;

	private static final int ATTEMPTS = 100;

	private static final long PAUSE_MILLIS = 150;

	private static final int SILENT_PAUSES = 3;

	/** Beyond this share of the time taken by the hypervisor, it is measured again. */
	private static final double STEAL_LIMIT = 0.02;

	private static final int REPETITIONS = 3;

	/** How long a server's compilers are looked at. */
	private static final double LOOK_SECONDS = 2;

	/** Beyond this share of the CPU, they are still at work. */
	private static final double COMPILER_LIMIT = 0.01;

	/** A server gets so many times the time that it gets at least. */
	private static final int PATIENCE = 3;

	private final Control control;

	private final CompilerTime compilers;

	private final LoadSession session;

	private final FanoutOptions options;

	private boolean warm;

	Load(ServerProcess server, LoadSession session, FanoutOptions options) {
		this.control = server.control();
		this.compilers = new CompilerTime(server.pid());
		this.session = session;
		this.options = options;
	}

	/**
	 * Connects the members of rooms, and returns when a message has reached all.
	 * @param first the number of the first room
	 * @param members how many each room has, from the first one on
	 */
	void fillRooms(int first, List<Integer> members) throws InterruptedException {
		for (int i = 0; i < members.size(); i++) {
			this.session.connect(members.get(i), "room-" + (first + i));
		}
		for (int i = 0; i < ATTEMPTS && !this.session.allReached(); i++) {
			for (int room = first; room < first + members.size(); room++) {
				selectRoom(room);
				this.control.send("b" + System.nanoTime() + "\n");
			}
			awaitSilence();
		}
		if (!this.session.allReached()) {
			throw new IllegalStateException("Not all members are reached: " + this.session.tally().failure());
		}
		selectRoom(first);
	}

	void selectRoom(int room) {
		this.control.send("rroom-" + room + "\n");
	}

	/**
	 * Keeps a number of broadcasts in flight.
	 * @param members how many clients are in the room
	 * @param inflight how many broadcasts
	 * @return what was measured
	 */
	Window closedLoop(int members, int inflight) throws InterruptedException {
		this.session.closeLoop(members, (credits) -> this.control.send("c" + credits + "\n"));
		this.control.send("l" + inflight + "\n");
		Window window = measure(CLOSED_STRIDE);
		this.control.send("x\n");
		this.session.stop();
		awaitSilence();
		return window;
	}

	/**
	 * Offers a steady rate.
	 * @param members how many clients are in the room
	 * @return what was measured
	 */
	Window offeredRate(int members) throws InterruptedException {
		try (Pacer pacer = new Pacer(this.control, (double) this.options.rate() / members)) {
			Window window = measure(OFFERED_STRIDE);
			pacer.close();
			awaitSilence();
			return window;
		}
	}

	/**
	 * Has clients trigger in small rooms.
	 * @param inflight in how many rooms at any time
	 * @return what was measured
	 */
	Window clientTriggers(int inflight) throws InterruptedException {
		Messages messages = new Messages(this.options.payload());
		this.session.startTriggers(inflight, () -> messages.nextJson(System.nanoTime()));
		Window window = measure(CLOSED_STRIDE);
		this.session.stop();
		awaitSilence();
		return window;
	}

	/** The window with the least disturbance, the first one if that was little. */
	private Window measure(int stride) throws InterruptedException {
		warmUp(this.warm ? this.options.settleSeconds() : this.options.warmupSeconds());
		this.warm = true;
		Window best = window(stride);
		for (int i = 0; i < REPETITIONS && best.steal() > STEAL_LIMIT; i++) {
			Window next = window(stride);
			best = (next.steal() < best.steal()) ? next : best;
		}
		return best;
	}

	/**
	 * A server is warm when its compilers have come to rest. What has none gets the least
	 * time.
	 */
	private void warmUp(double seconds) throws InterruptedException {
		double look = Math.min(LOOK_SECONDS, seconds);
		long start = System.nanoTime();
		sleep(seconds - look);
		double busy;
		do {
			double before = this.compilers.seconds();
			sleep(look);
			busy = this.compilers.seconds() - before;
		}
		while (busy >= COMPILER_LIMIT * look && System.nanoTime() - start < PATIENCE * seconds * 1e9);
	}

	private Window window(int stride) throws InterruptedException {
		Meter meter = new Meter(this.options, this.control, this.session.tally(), stride);
		sleep(this.options.seconds());
		Window window = meter.stop();
		Tally tally = this.session.tally();
		if (tally.failure() != null || window.deliveries() == 0) {
			throw new IllegalStateException("The run failed: " + tally.failure());
		}
		return window;
	}

	/** What arrived later would count as the next loop's. */
	private void awaitSilence() throws InterruptedException {
		long before = -1;
		int silent = 0;
		for (int i = 0; i < ATTEMPTS && silent < SILENT_PAUSES; i++) {
			silent = (before == this.session.tally().deliveries()) ? silent + 1 : 0;
			before = this.session.tally().deliveries();
			Thread.sleep(PAUSE_MILLIS);
		}
	}

	private static void sleep(double seconds) throws InterruptedException {
		Thread.sleep((long) (seconds * 1000));
	}

}
