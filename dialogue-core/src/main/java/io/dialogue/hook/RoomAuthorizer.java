package io.dialogue.hook;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.access.AccessAction;
import io.dialogue.room.RoomDefinition;

/**
 * Decides what rules cannot say: is asked after the rules let a client pass, and all
 * beans of this type must agree. Runs off the I/O threads, must be safe for use by
 * several threads, and may answer later; what takes too long, throws or returns
 * {@code null} refuses.
 * <p>
 * A member is asked for with {@link AccessAction#JOIN} at each of its operations, so that
 * one who is no longer welcome is removed from the room by the next; at once, after
 * {@code DialogueOperations.reauthorize}. Seats that the server gave are not asked for.
 */
@FunctionalInterface
public interface RoomAuthorizer {

	/**
	 * Whether a client may do something.
	 * @param request what it is about to do
	 * @return completes with {@code true} if it may
	 * @throws Exception refuses, and is logged
	 */
	CompletionStage<@Nullable Boolean> authorize(AccessRequest request) throws Exception;

	/**
	 * Whether this authorizer has a say. Called often: must be fast.
	 * @param action the action
	 * @param room the room
	 * @return {@code false} to let the rules decide alone; {@code true} by default
	 */
	default boolean supports(AccessAction action, RoomDefinition room) {
		return true;
	}

}
