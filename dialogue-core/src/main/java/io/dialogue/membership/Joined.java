package io.dialogue.membership;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

import io.dialogue.broker.Replay;
import io.dialogue.room.Room;

/**
 * The confirmation of a join: the fields of {@code dialogue:joined}.
 *
 * @param roomId the room's id
 * @param roomName the room's name for people
 * @param subscriptions the names of the events that the client receives
 * @param epoch the life of the room's history
 * @param offset the number of its newest event
 * @param recovered whether what was missed is replayed; {@code null} if the client did
 * not ask for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record Joined(String roomId, String roomName, Set<String> subscriptions, @Nullable String epoch,
		@Nullable Long offset, @Nullable Boolean recovered) {

	static Joined of(Room room, Set<String> subscriptions, @Nullable Replay replay, boolean recovery) {
		if (replay == null) {
			return new Joined(room.id(), room.name(), subscriptions, null, null, recovery ? false : null);
		}
		return new Joined(room.id(), room.name(), subscriptions, replay.head().epoch(), replay.head().offset(),
				recovery ? replay.recovered() : null);
	}

}
