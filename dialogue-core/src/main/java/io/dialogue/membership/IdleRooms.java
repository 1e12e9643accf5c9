package io.dialogue.membership;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.dialogue.concurrent.Deadlines;
import io.dialogue.room.RoomTemplate;

/**
 * Deletes rooms that have had no member for as long as their template says. Each such
 * room waits for one call of the timer at most, however often clients come and go.
 */
final class IdleRooms {

	private final Deadlines<ManagedRoom> deadlines;

	private final Predicate<ManagedRoom> deletion;

	/**
	 * Creates a watch over rooms.
	 * @param worker runs the deletion
	 * @param deletion deletes a room, unless somebody has come
	 */
	IdleRooms(Executor worker, Predicate<ManagedRoom> deletion) {
		this.deadlines = new Deadlines<>(worker, this::check);
		this.deletion = deletion;
	}

	/** Says that a room is empty. */
	void emptied(ManagedRoom room) {
		Duration ttl = ttl(room);
		if (ttl != null && room.idle().begin()) {
			this.deadlines.add(room, ttl);
		}
	}

	private void check(ManagedRoom room) {
		room.idle().reached();
		Duration ttl = ttl(room);
		if (ttl == null || room.isClosed() || !room.audience().isEmpty()) {
			return;
		}
		Duration rest = ttl.minus(room.idle().duration());
		if (rest.compareTo(Duration.ZERO) > 0) {
			again(room, rest);
		}
		else {
			delete(room, ttl);
		}
	}

	/** A room that is not deleted, for whatever reason, is looked at once more. */
	private void delete(ManagedRoom room, Duration ttl) {
		boolean deleted = false;
		try {
			deleted = room.size() == 0 && this.deletion.test(room);
		}
		finally {
			if (!deleted) {
				again(room, ttl);
			}
		}
	}

	private void again(ManagedRoom room, Duration rest) {
		if (room.idle().resume()) {
			this.deadlines.add(room, rest);
		}
	}

	private static @Nullable Duration ttl(ManagedRoom room) {
		RoomTemplate template = room.definition().template();
		return (template != null) ? template.idleTtl() : null;
	}

}
