package io.dialogue.membership;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Counts the seats of each room, for all nodes that share rooms. No method blocks; stages
 * complete on any thread.
 * <p>
 * Guarantee, which {@code MembershipStoreContractTests} check: never are more seats taken
 * than the limit says, however many ask at once, and all are taken if enough ask.
 */
public interface MembershipStore {

	/**
	 * Takes a seat, atomically with the check of the limit.
	 * @param roomId the room's id
	 * @param clientId the client's id
	 * @param limit the number of seats, {@code null} for no limit
	 * @return completes with the answer
	 */
	CompletionStage<SeatResult> tryJoin(String roomId, String clientId, @Nullable Integer limit);

	/**
	 * Gives up a seat.
	 * @param roomId the room's id
	 * @param clientId the client's id
	 * @return completes with whether there was one
	 */
	CompletionStage<Boolean> leave(String roomId, String clientId);

	/**
	 * Gives up all seats of a room that is deleted.
	 * @param roomId the room's id
	 * @return completes when it is done
	 */
	CompletionStage<?> clear(String roomId);

	/**
	 * The number of seats that are taken, on all nodes. A store that is shared may answer
	 * from a copy that lags behind for a moment.
	 * @param roomId the room's id
	 * @return the number
	 */
	int size(String roomId);

}
