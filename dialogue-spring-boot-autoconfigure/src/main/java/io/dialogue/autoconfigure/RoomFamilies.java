package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.room.RoomIdPattern;
import io.dialogue.room.RoomSettings;
import io.dialogue.room.RoomTemplate;

/**
 * What is particular to families of rooms among the properties of rooms.
 */
final class RoomFamilies {

	/** So many as one client may be in, so that its rooms come back after a restart. */
	private static final int DEFAULT_ROOMS_PER_CREATOR = 100;

	private static final Duration DEFAULT_IDLE_TTL = Duration.ofMinutes(5);

	private RoomFamilies() {
	}

	static RoomIdPattern pattern(String id, String property) {
		try {
			return RoomIdPattern.parse(id);
		}
		catch (IllegalArgumentException ex) {
			throw new DialogueConfigurationException(
					"'" + id + "' cannot be the ids of rooms: " + ex.getMessage() + ".",
					"Change " + property + ": write it like \"[game-{gameId}]\", with letters and digits in the names "
							+ "of variables.",
					ex);
		}
	}

	static RoomTemplate template(RoomIdPattern pattern, String property, DialogueProperties.Room room,
			RoomSettings settings) {
		boolean createOnJoin = (room.createOnJoin() != null) ? room.createOnJoin() : room.access().create() == null;
		return new RoomTemplate(pattern, String.valueOf(room.name()), settings, createOnJoin,
				positive(property + ".max-rooms", room.maxRooms(), Integer.MAX_VALUE),
				positive(property + ".max-rooms-per-creator", room.maxRoomsPerCreator(), DEFAULT_ROOMS_PER_CREATOR),
				idleTtl(property, room));
	}

	private static int positive(String property, @Nullable Integer value, int fallback) {
		return (value != null) ? Bounds.positive(property, value) : fallback;
	}

	private static @Nullable Duration idleTtl(String property, DialogueProperties.Room room) {
		if (room.idleTtl() == null) {
			return DEFAULT_IDLE_TTL;
		}
		Duration idleTtl = Bounds.notNegative(property + ".idle-ttl", room.idleTtl());
		return idleTtl.isZero() ? null : idleTtl;
	}

	/** A room that is always there has no use for them. */
	static void checkAbsent(String id, String property, DialogueProperties.Room room) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("create-on-join", room.createOnJoin());
		values.put("max-rooms", room.maxRooms());
		values.put("max-rooms-per-creator", room.maxRoomsPerCreator());
		values.put("idle-ttl", room.idleTtl());
		values.put("access.create", room.access().create());
		values.put("access.delete", room.access().delete());
		values.forEach((name, value) -> {
			if (value != null) {
				throw new DialogueConfigurationException(
						"Room '" + id + "' has " + name + ", which is for families of rooms.",
						"Remove " + property + "." + name + ": the room is there from the start and is not deleted by "
								+ "clients. (A family has an id with variables, as in \"[" + id + "-{number}]\".)");
			}
		});
	}

}
