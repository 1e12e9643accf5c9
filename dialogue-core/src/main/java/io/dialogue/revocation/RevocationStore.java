package io.dialogue.revocation;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Remembers whose access was revoked, for all nodes that share users. No method blocks;
 * stages complete on any thread.
 * <p>
 * Guarantees, which {@code RevocationStoreContractTests} check:
 * <ul>
 * <li>A revocation is in {@link #isRevoked} before a listener hears of it.</li>
 * <li>When {@link #revoke} returns, this node's listener has returned; when its stage
 * completes, so have those of all nodes.</li>
 * <li>A revocation holds for what was issued before, however long that is valid. A store
 * that must forget refuses more then, never less.</li>
 * </ul>
 */
public interface RevocationStore {

	/**
	 * Sets who hears of revocations on this node. Called once, before all else.
	 * @param listener takes revocations; does not block
	 */
	void attach(Consumer<Revocation> listener);

	/**
	 * Revokes a user's access. A later revocation takes the place of an earlier one.
	 * @param revocation whose, and when
	 * @return completes when it is in effect on all nodes
	 */
	CompletionStage<Void> revoke(Revocation revocation);

	/**
	 * Forgets a user's revocation: what was issued before is accepted again. Does nothing
	 * if there is none.
	 * @param userId the user's id
	 * @return completes when it is in effect on all nodes
	 */
	CompletionStage<Void> reinstate(String userId);

	/**
	 * Whether a user's credentials were revoked.
	 * @param userId the user's id
	 * @param issuedAt when they were issued, or {@code null} if nobody knows
	 * @return completes with {@code true} if they are to be refused; a failure refuses
	 * them, too
	 */
	CompletionStage<Boolean> isRevoked(String userId, @Nullable Instant issuedAt);

}
