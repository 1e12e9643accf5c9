package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clients that one packet is for, collected so that each event loop is told once of
 * all that are its own. For use by one thread.
 */
final class Recipients {

	private final Map<LoopFlusher, List<Outbound>> byLoop = new IdentityHashMap<>(4);

	private final EncodedPacket packet;

	Recipients(EncodedPacket packet) {
		this.packet = packet;
	}

	/**
	 * Adds a client.
	 * @param outbound what is sent to it
	 */
	void add(Outbound outbound) {
		LoopFlusher flusher = outbound.accept(this.packet);
		if (flusher != null) {
			this.byLoop.computeIfAbsent(flusher, (loop) -> new ArrayList<>()).add(outbound);
		}
	}

	/**
	 * Has the packet sent to all of them.
	 */
	void handOver() {
		this.byLoop.forEach((flusher, outbounds) -> flusher.add(this.packet, outbounds));
	}

}
