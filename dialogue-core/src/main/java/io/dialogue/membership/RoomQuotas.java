package io.dialogue.membership;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomTemplate;

/**
 * Counts the rooms: all, those of each template, and those that one user created from it.
 * The limits hold exactly, however many rooms are created at once.
 */
final class RoomQuotas {

	private final Map<Key, Integer> counts = new HashMap<>();

	private final int maxRooms;

	private int all;

	RoomQuotas(int maxRooms) {
		this.maxRooms = maxRooms;
	}

	/** Counts a room, or refuses it. */
	synchronized void take(RoomDefinition room) {
		if (this.all >= this.maxRooms) {
			throw tooMany("There are " + this.maxRooms + " rooms, the most there may be; delete one first");
		}
		RoomTemplate template = room.template();
		if (template != null) {
			take(template, room.createdById());
		}
		this.all++;
	}

	private void take(RoomTemplate template, @Nullable String creator) {
		Key family = new Key(template.id(), null);
		if (count(family) >= template.maxRooms()) {
			throw tooMany("There are " + template.maxRooms() + " rooms of this kind, the most there may be");
		}
		if (creator != null) {
			Key own = new Key(template.id(), creator);
			if (count(own) >= template.maxRoomsPerCreator()) {
				throw tooMany("You have created " + template.maxRoomsPerCreator()
						+ " rooms of this kind, the most you may; leave or delete one first");
			}
			this.counts.merge(own, 1, Integer::sum);
		}
		this.counts.merge(family, 1, Integer::sum);
	}

	synchronized void giveBack(RoomDefinition room) {
		this.all--;
		RoomTemplate template = room.template();
		if (template != null) {
			release(new Key(template.id(), null));
			if (room.createdById() != null) {
				release(new Key(template.id(), room.createdById()));
			}
		}
	}

	private int count(Key key) {
		return this.counts.getOrDefault(key, 0);
	}

	private void release(Key key) {
		this.counts.computeIfPresent(key, (known, count) -> (count > 1) ? count - 1 : null);
	}

	private static DialogueException tooMany(String text) {
		return new DialogueException(ErrorCode.RATE_LIMITED, text);
	}

	private record Key(String template, @Nullable String creator) {

	}

}
