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

	private static final long PAUSE_MILLIS = 200;

	private final Control control;

	private final LoadSession session;

	private final FanoutOptions options;

	Load(Control control, LoadSession session, FanoutOptions options) {
		this.control = control;
		this.session = session;
		this.options = options;
	}

	/**
	 * Connects the members of rooms, and returns when a message has reached all.
	 * @param members how many each room has, from the first one on
	 */
	void fillRooms(List<Integer> members) throws InterruptedException {
		for (int room = 0; room < members.size(); room++) {
			this.session.connect(members.get(room), "room-" + room);
		}
		for (int i = 0; i < ATTEMPTS && !this.session.allReached(); i++) {
			for (int room = 0; room < members.size(); room++) {
				selectRoom(room);
				this.control.send("b" + System.nanoTime() + "\n");
			}
			Thread.sleep(PAUSE_MILLIS);
		}
		if (!this.session.allReached()) {
			throw new IllegalStateException("Not all members are reached: " + this.session.tally().failure());
		}
		awaitSilence();
		selectRoom(0);
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

	private Window measure(int stride) throws InterruptedException {
		sleep(this.options.warmupSeconds());
		Meter meter = new Meter(this.control, this.session.tally(), stride);
		sleep(this.options.seconds());
		Window window = meter.stop();
		Tally tally = this.session.tally();
		if (tally.failure() != null || window.deliveries() == 0) {
			throw new IllegalStateException("The run failed: " + tally.failure());
		}
		return window;
	}

	private void awaitSilence() throws InterruptedException {
		long before = -1;
		for (int i = 0; i < ATTEMPTS && before != this.session.tally().deliveries(); i++) {
			before = this.session.tally().deliveries();
			Thread.sleep(PAUSE_MILLIS);
		}
	}

	private static void sleep(double seconds) throws InterruptedException {
		Thread.sleep((long) (seconds * 1000));
	}

}
