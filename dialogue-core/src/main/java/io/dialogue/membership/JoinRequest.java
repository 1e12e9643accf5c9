package io.dialogue.membership;

import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.Position;

/**
 * How a client wants to join a room.
 *
 * @param asked whether the client asked for it itself, so that {@code beforeJoin} runs
 * @param since the last event that it saw, or {@code null}
 * @param subscriptions what it receives instead of the room's defaults, or {@code null}
 * @param confirm takes the confirmation, before anything else is sent from the room
 */
public record JoinRequest(boolean asked, @Nullable Position since, @Nullable Set<String> subscriptions,
		Consumer<Joined> confirm) {

}
