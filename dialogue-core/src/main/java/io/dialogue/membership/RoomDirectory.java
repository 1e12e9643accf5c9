package io.dialogue.membership;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
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

	private final Map<Long, Room> announced = new ConcurrentSkipListMap<>();

	private final AtomicLong sequence = new AtomicLong();

	@Override
	public @Nullable ManagedRoom find(String roomId) {
		ManagedRoom room = findEvenIfClosed(roomId);
		return (room != null && !room.isClosed()) ? room : null;
	}

	/** Finds a room, also one that is being deleted and keeps its id meanwhile. */
	@Nullable ManagedRoom findEvenIfClosed(String roomId) {
		Entry entry = this.byId.get(roomId);
		return (entry != null) ? entry.room() : null;
	}

	@Override
	public Collection<Room> all() {
		return Collections.unmodifiableCollection(this.inOrder.values());
	}

	@Override
	public Collection<Room> announced() {
		return Collections.unmodifiableCollection(this.announced.values());
	}

	/** The announced rooms that are not about to be deleted, in order. */
	List<Room> open() {
		return this.announced.values().stream().filter((room) -> !((ManagedRoom) room).isClosed()).toList();
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

	/**
	 * Adds a room unless its id is taken. Who finds it by its id finds it in the lists,
	 * too.
	 * @param room the room
	 * @param quotas counts it in the same step, or refuses it
	 * @return whether it was added
	 */
	boolean add(ManagedRoom room, RoomQuotas quotas) {
		Entry entry = this.byId.computeIfAbsent(room.id(), (id) -> {
			quotas.take(room.definition());
			return list(new Entry(this.sequence.getAndIncrement(), room));
		});
		return entry.room() == room;
	}

	private Entry list(Entry entry) {
		this.inOrder.put(entry.number(), entry.room());
		if (entry.room().definition().announced()) {
			this.announced.put(entry.number(), entry.room());
		}
		return entry;
	}

	void remove(ManagedRoom room) {
		Entry entry = this.byId.remove(room.id());
		if (entry != null) {
			this.inOrder.remove(entry.number());
			this.announced.remove(entry.number());
		}
	}

	private record Entry(long number, ManagedRoom room) {

	}

}
