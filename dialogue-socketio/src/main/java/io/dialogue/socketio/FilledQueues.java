package io.dialogue.socketio;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The queues that one message to many filled, collected so that each event loop is told
 * once of all that are its own. For use by one thread.
 */
final class FilledQueues {

	private final Map<LoopFlusher, Outbound> chains = new IdentityHashMap<>(4);

	/**
	 * Adds a packet to a queue.
	 * @param outbound the queue
	 * @param packet the packet
	 */
	void add(Outbound outbound, EncodedPacket packet) {
		LoopFlusher flusher = outbound.put(packet);
		if (flusher != null) {
			outbound.link(this.chains.put(flusher, outbound));
		}
	}

	/**
	 * Has all these queues drained.
	 */
	void handOver() {
		this.chains.forEach(LoopFlusher::add);
	}

}
