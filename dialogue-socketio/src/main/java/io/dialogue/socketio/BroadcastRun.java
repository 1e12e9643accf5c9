package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Broadcasts that follow each other and go to the same clients: each client takes them at
 * once. Confined to the event loop.
 */
final class BroadcastRun {

	private static final int MAX_LENGTH = 64;

	private final List<Broadcast> broadcasts = new ArrayList<>();

	/** The next recipient. */
	private int position;

	/**
	 * Begins a run.
	 * @param first its first broadcast
	 * @param following what is to be seen to next, of which the run takes what it can
	 */
	void begin(Broadcast first, Queue<LoopWork> following) {
		this.position = 0;
		this.broadcasts.add(first);
		while (this.broadcasts.size() < MAX_LENGTH && following.peek() instanceof Broadcast next
				&& next.recipients().equals(first.recipients())) {
			this.broadcasts.add(next);
			following.remove();
		}
	}

	boolean isEmpty() {
		return this.broadcasts.isEmpty();
	}

	/**
	 * How many broadcasts are in this run.
	 * @return the number
	 */
	int length() {
		return this.broadcasts.size();
	}

	/**
	 * Lets further recipients take the run.
	 * @param most how many
	 * @return how many did
	 */
	int deliver(int most) {
		List<Outbound> recipients = this.broadcasts.get(0).recipients();
		int start = this.position;
		int end = Math.min(recipients.size(), start + most);
		while (this.position < end) {
			recipients.get(this.position++).take(this.broadcasts);
		}
		return end - start;
	}

	boolean isDelivered() {
		return this.position >= this.broadcasts.get(0).recipients().size();
	}

	void clear() {
		this.broadcasts.clear();
	}

}
