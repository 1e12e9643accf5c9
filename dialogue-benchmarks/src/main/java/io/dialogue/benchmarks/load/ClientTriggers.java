package io.dialogue.benchmarks.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Small rooms whose members trigger in turn: a number of rooms is busy at any time, and
 * when all members of one have received its message, the room that waited longest is
 * next. Confined to the event loop.
 */
final class ClientTriggers implements Tally.Sink {

	private final Map<String, SmallRoom> rooms = new HashMap<>();

	private final Queue<SmallRoom> resting = new ArrayDeque<>();

	private final Supplier<String> payloads;

	private boolean stopped;

	ClientTriggers(Iterable<LoadClient> clients, Supplier<String> payloads) {
		this.payloads = payloads;
		for (LoadClient client : clients) {
			if (client.room() != null) {
				this.rooms.computeIfAbsent(client.room(), (id) -> new SmallRoom()).members.add(client);
			}
		}
		this.resting.addAll(this.rooms.values());
	}

	/** Makes rooms busy. */
	void start(int busy) {
		for (int i = 0; i < busy; i++) {
			next();
		}
	}

	void stop() {
		this.stopped = true;
	}

	private void next() {
		SmallRoom room = this.resting.poll();
		if (room != null && !this.stopped) {
			room.missing = room.members.size();
			room.turn = (room.turn + 1) % room.members.size();
			room.members.get(room.turn).trigger(this.payloads.get());
		}
	}

	@Override
	public void received(LoadClient client, int count) {
		SmallRoom room = this.rooms.get(String.valueOf(client.room()));
		if (room == null) {
			return;
		}
		room.missing -= count;
		if (room.missing == 0) {
			this.resting.add(room);
			next();
		}
	}

	private static final class SmallRoom {

		private final List<LoadClient> members = new ArrayList<>();

		private int turn = -1;

		private int missing;

	}

}
