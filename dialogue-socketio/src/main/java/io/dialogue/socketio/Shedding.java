package io.dialogue.socketio;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.dialogue.event.Droppable;

/**
 * Makes room in the queue of a client that reads too slowly: drops what was replaced by a
 * later packet with the same key, and then, if that is not enough, the oldest packets
 * that may be dropped. All others stay, in their order. Shared by all sessions.
 */
class Shedding {

	private final int threshold;

	private final int limit;

	private final Consumer<Droppable> onDropped;

	/**
	 * Creates the shedding of a server.
	 * @param settings say how much may wait
	 * @param onDropped told what is dropped, by any thread
	 */
	Shedding(SocketIoServerSettings settings, Consumer<Droppable> onDropped) {
		this.limit = settings.maxOutboundBytes();
		this.threshold = Math.min(settings.dropThreshold(), this.limit);
		this.onDropped = onDropped;
	}

	/**
	 * How many bytes may wait whatever happens, beside a single larger packet.
	 * @return the number of bytes
	 */
	int limit() {
		return this.limit;
	}

	/**
	 * How many bytes must wait before anything is dropped.
	 * @return the number of bytes
	 */
	int threshold() {
		return this.threshold;
	}

	/**
	 * How many bytes may wait before those who can wait are asked to.
	 * @return the number of bytes
	 */
	int relaxed() {
		return this.threshold / 2;
	}

	/**
	 * When to look at a queue again: when it has grown by a share of what waits, so that
	 * looking costs little for each packet that is added, even if little in the queue may
	 * be dropped.
	 * @param left how many bytes wait
	 * @return how many are to wait before
	 */
	int next(long left) {
		long growth = Math.max(this.threshold, left) / 4;
		return (int) Math.min(this.limit, Math.max(this.threshold, left + growth));
	}

	private int slack() {
		return this.threshold / 4;
	}

	/**
	 * Drops packets of a queue from which nobody takes meanwhile.
	 * @param queue the queue
	 * @param waiting how many bytes wait, the next packet included
	 * @param next the packet that is about to be added
	 * @param onRemoved told each packet that was dropped
	 */
	void shed(Queue<EncodedPacket> queue, long waiting, EncodedPacket next, Consumer<EncodedPacket> onRemoved) {
		long excess = waiting - dropReplaced(queue, next, onRemoved) - this.threshold + slack();
		if (excess > 0) {
			dropOldest(queue, excess, onRemoved);
		}
	}

	private long dropReplaced(Queue<EncodedPacket> queue, EncodedPacket next, Consumer<EncodedPacket> onRemoved) {
		Map<String, EncodedPacket> latest = new HashMap<>();
		queue.forEach((packet) -> putKey(latest, packet));
		putKey(latest, next);
		long freed = 0;
		Iterator<EncodedPacket> packets = queue.iterator();
		while (!latest.isEmpty() && packets.hasNext()) {
			EncodedPacket packet = packets.next();
			String key = key(packet);
			if (key != null && latest.get(key) != packet) {
				freed += drop(packets, packet, onRemoved);
			}
		}
		return freed;
	}

	private static void putKey(Map<String, EncodedPacket> latest, EncodedPacket packet) {
		String key = key(packet);
		if (key != null) {
			latest.put(key, packet);
		}
	}

	private static @Nullable String key(EncodedPacket packet) {
		Droppable droppable = packet.droppable();
		return (droppable != null) ? droppable.key() : null;
	}

	private void dropOldest(Queue<EncodedPacket> queue, long excess, Consumer<EncodedPacket> onRemoved) {
		long freed = 0;
		Iterator<EncodedPacket> packets = queue.iterator();
		while (freed < excess && packets.hasNext()) {
			EncodedPacket packet = packets.next();
			if (isOldestDropped(packet)) {
				freed += drop(packets, packet, onRemoved);
			}
		}
	}

	/**
	 * Whether a packet may be dropped although nothing replaces it.
	 * @param packet the packet
	 * @return {@code true} if it may
	 */
	static boolean isOldestDropped(EncodedPacket packet) {
		Droppable droppable = packet.droppable();
		return droppable != null && droppable.key() == null;
	}

	private long drop(Iterator<EncodedPacket> packets, EncodedPacket packet, Consumer<EncodedPacket> onRemoved) {
		packets.remove();
		onRemoved.accept(packet);
		dropped(packet);
		return packet.size();
	}

	/**
	 * Reports a packet that was dropped.
	 * @param packet the packet
	 */
	void dropped(EncodedPacket packet) {
		Droppable droppable = packet.droppable();
		if (droppable != null) {
			this.onDropped.accept(droppable);
		}
	}

}
