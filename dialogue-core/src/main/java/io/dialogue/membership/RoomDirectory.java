package io.dialogue.membership;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.dialogue.room.Room;
import io.dialogue.room.RoomAudience;
import io.dialogue.room.RoomLookup;

/**
 * The rooms by id, and in the order of their registration.
 */
public final class RoomDirectory implements RoomLookup {

	private final Map<String, Entry> byId = new ConcurrentHashMap<>();

	private final Map<Long, Room> inOrder = new ConcurrentSkipListMap<>();

	private final AtomicLong sequence = new AtomicLong();

	@Override
	public @Nullable ManagedRoom find(String roomId) {
		Entry entry = this.byId.get(roomId);
		return (entry != null) ? entry.room() : null;
	}

	@Override
	public Collection<Room> all() {
		return Collections.unmodifiableCollection(this.inOrder.values());
	}

	/**
	 * The members of a room on this node.
	 * @param roomId the room's id
	 * @return the members, or {@code null} if there is no such room
	 */
	public @Nullable RoomAudience audience(String roomId) {
		ManagedRoom room = find(roomId);
		return (room != null) ? room.audience() : null;
	}

	int size() {
		return this.byId.size();
	}

	boolean add(ManagedRoom room) {
		Entry entry = new Entry(this.sequence.getAndIncrement(), room);
		if (this.byId.putIfAbsent(room.id(), entry) != null) {
			return false;
		}
		this.inOrder.put(entry.number(), room);
		return true;
	}

	@Nullable ManagedRoom remove(String roomId) {
		Entry entry = this.byId.remove(roomId);
		if (entry == null) {
			return null;
		}
		this.inOrder.remove(entry.number());
		return entry.room();
	}

	private record Entry(long number, ManagedRoom room) {

	}

}
