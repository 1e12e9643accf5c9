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
 * @param history whether it may be sent what the room keeps; otherwise it gets only what
 * comes later
 * @param confirm takes the confirmation, before anything else is sent from the room
 */
public record JoinRequest(boolean asked, @Nullable Position since, @Nullable Set<String> subscriptions, boolean history,
		Consumer<Joined> confirm) {

	/**
	 * Creates a request to which no rule was applied.
	 * @param asked whether the client asked for it itself
	 * @param since the last event that it saw, or {@code null}
	 * @param subscriptions what it receives instead of the room's defaults, or
	 * {@code null}
	 * @param confirm takes the confirmation
	 */
	public JoinRequest(boolean asked, @Nullable Position since, @Nullable Set<String> subscriptions,
			Consumer<Joined> confirm) {
		this(asked, since, subscriptions, true, confirm);
	}

	JoinRequest withHistory(boolean permitted) {
		return new JoinRequest(this.asked, this.since, this.subscriptions, permitted, this.confirm);
	}

}
