package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The clients that one packet is for, collected so that each event loop is told once of
 * all that are its own. For use by one thread.
 */
final class Recipients {

	private final Map<LoopFlusher, List<Outbound>> byLoop = new IdentityHashMap<>(4);

	private final EncodedPacket packet;

	private @Nullable LoopFlusher latest;

	/** Those of the latest event loop, which is mostly the next one's, too. */
	private List<Outbound> latestOutbounds = List.of();

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
			of(flusher).add(outbound);
		}
	}

	private List<Outbound> of(LoopFlusher flusher) {
		if (this.latest != flusher) {
			this.latest = flusher;
			this.latestOutbounds = this.byLoop.computeIfAbsent(flusher, (loop) -> new ArrayList<>());
		}
		return this.latestOutbounds;
	}

	/**
	 * Has the packet sent to all of them.
	 */
	void handOver() {
		this.byLoop.forEach((flusher, outbounds) -> flusher.add(this.packet, outbounds));
	}

}
