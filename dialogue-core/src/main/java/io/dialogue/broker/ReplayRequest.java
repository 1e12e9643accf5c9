package io.dialogue.broker;

import java.util.Set;

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
 */
public record ReplayRequest(String roomId, @Nullable Position since, Set<String> eventNames, int maxReplay,
		int latest) {

}
