package io.dialogue.broker;

import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Asks for what a member needs to catch up.
 *
 * @param roomId the room's id
 * @param since the last event that the member saw, or {@code null} if it is new
 * @param eventNames names of the events that it receives; {@code *} for all
 * @param maxReplay how many events may be replayed at most
 * @param latest how many of the newest events, of whatever name, to answer with where
 * nothing is recovered
 * @param inParts whether, where more than {@code maxReplay} events were missed, the
 * oldest of them are to be answered, and the rest when asked for; otherwise nothing is
 * recovered then
 * @param roomExists asked in the room's order: nothing is kept for a room that is gone
 */
public record ReplayRequest(String roomId, @Nullable Position since, Set<String> eventNames, int maxReplay, int latest,
		boolean inParts, BooleanSupplier roomExists) {

	/**
	 * Asks for all that was missed at once.
	 * @param roomId the room's id
	 * @param since the last event that the member saw, or {@code null} if it is new
	 * @param eventNames names of the events that it receives; {@code *} for all
	 * @param maxReplay how many events may be replayed at most
	 * @param latest how many of the newest events to answer with where nothing is
	 * recovered
	 * @param roomExists asked in the room's order
	 */
	public ReplayRequest(String roomId, @Nullable Position since, Set<String> eventNames, int maxReplay, int latest,
			BooleanSupplier roomExists) {
		this(roomId, since, eventNames, maxReplay, latest, false, roomExists);
	}

	/**
	 * Asks for the next part of what a member missed that is catching up.
	 * @param roomId the room's id
	 * @param reached up to where it has caught up
	 * @param eventNames names of the events that it receives; {@code *} for all
	 * @param size how many events to answer with at most
	 * @param roomExists asked in the room's order
	 * @return the request
	 */
	public static ReplayRequest next(String roomId, Position reached, Set<String> eventNames, int size,
			BooleanSupplier roomExists) {
		return new ReplayRequest(roomId, reached, eventNames, size, 0, true, roomExists);
	}

}
