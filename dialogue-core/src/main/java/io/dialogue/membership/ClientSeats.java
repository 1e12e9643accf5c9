package io.dialogue.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The seats of one client: those that it has, and those that are about to be taken or
 * left. Each step is atomic; none is taken once the client goes.
 */
final class ClientSeats {

	/** In the order of joining; without a map of its own while there are none. */
	private Map<String, Seat> byRoom = Map.of();

	private boolean closed;

	/** The ids of the rooms whose seats are taken. */
	synchronized Set<String> rooms() {
		Set<String> ids = new LinkedHashSet<>();
		this.byRoom.forEach((roomId, seat) -> {
			if (seat.isTaken()) {
				ids.add(roomId);
			}
		});
		return ids;
	}

	synchronized @Nullable Seat find(String roomId) {
		return this.byRoom.get(roomId);
	}

	@Nullable Seat findTaken(String roomId) {
		Seat seat = find(roomId);
		return (seat != null && seat.isTaken()) ? seat : null;
	}

	synchronized Collection<Seat> taken() {
		return this.byRoom.values().stream().filter(Seat::isTaken).toList();
	}

	/** The seats that are about to be taken, or to be left. */
	synchronized Collection<Seat> pending() {
		return this.byRoom.values().stream().filter((seat) -> !seat.isTaken()).toList();
	}

	/** The number of seats that stay if another one is taken. */
	synchronized int countBeside(Seat seat) {
		return (int) this.byRoom.values().stream().filter((other) -> !seat.excludes(other)).count();
	}

	/** Reserves a seat unless there is one, or the client has gone. */
	synchronized boolean reserve(Seat seat) {
		if (this.closed) {
			return false;
		}
		if (this.byRoom.isEmpty()) {
			this.byRoom = new LinkedHashMap<>();
		}
		return this.byRoom.putIfAbsent(seat.room().id(), seat) == null;
	}

	/**
	 * Marks a seat as taken and, in the same step, gives up those that exclude it.
	 * Answers the latter, or null if the client or the room has gone meanwhile.
	 */
	synchronized @Nullable Collection<Seat> take(Seat seat) {
		if (this.closed || this.byRoom.get(seat.room().id()) != seat) {
			return null;
		}
		List<Seat> excluded = this.byRoom.values()
			.stream()
			.filter((other) -> other.isTaken() && seat.excludes(other))
			.toList();
		excluded.forEach(Seat::leave);
		seat.take();
		return excluded;
	}

	/** Begins to give up a seat that is taken, unless the client has gone. */
	synchronized boolean release(Seat seat) {
		if (this.closed || !seat.isTaken() || this.byRoom.get(seat.room().id()) != seat) {
			return false;
		}
		seat.leave();
		return true;
	}

	/** Removes a seat that is not taken, or not any more. */
	void vacate(Seat seat) {
		synchronized (this) {
			if (!seat.isTaken()) {
				remove(seat);
			}
		}
		seat.left();
	}

	synchronized void forget(ManagedRoom room) {
		Seat seat = this.byRoom.get(room.id());
		if (seat != null && seat.room() == room) {
			remove(seat);
		}
	}

	private void remove(Seat seat) {
		if (!this.byRoom.isEmpty() && this.byRoom.remove(seat.room().id(), seat) && this.byRoom.isEmpty()) {
			this.byRoom = Map.of();
		}
	}

	/**
	 * Takes no seats any more; those that are there stay on record. Null if it was so.
	 */
	synchronized @Nullable Collection<Seat> close() {
		if (this.closed) {
			return null;
		}
		this.closed = true;
		List<Seat> left = new ArrayList<>(this.byRoom.values());
		left.removeIf((seat) -> !seat.isTaken());
		return left;
	}

	synchronized boolean isClosed() {
		return this.closed;
	}

}
