package io.dialogue.socketio;

import java.util.List;

/**
 * A packet on its way to WebSockets of one event loop, on which it is written to all of
 * them, or put into the queues of those that take no more.
 *
 * @param packet the packet, which counts as waiting for each of them already
 * @param recipients what is sent to each, never modified
 * @param number how many broadcasts were handed to the event loop, this one included
 */
record Broadcast(EncodedPacket packet, List<Outbound> recipients, long number) implements LoopWork {

	/** Leaves out the recipients, who are many. */
	@Override
	public String toString() {
		return "Broadcast[" + this.number + "]";
	}

}
