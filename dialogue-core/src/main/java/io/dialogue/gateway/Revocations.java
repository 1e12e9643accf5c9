package io.dialogue.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.DisconnectReason;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.membership.MemberClient;
import io.dialogue.revocation.Revocation;
import io.dialogue.revocation.RevocationStore;

/**
 * Takes users' access away: from the connections that they have, from those that are
 * about to begin, from credentials that were issued before, and from the sessions that a
 * client might take over.
 */
public final class Revocations {

	/**
	 * Authenticated, but not yet among the clients, each with its user's id. Who takes
	 * over another user id with a session is found by {@link #sessions}.
	 */
	private final Map<DefaultGatewaySession, String> connecting = new ConcurrentHashMap<>();

	private final List<Sessions> sessions = new CopyOnWriteArrayList<>();

	private final RevocationStore store;

	private final ClientRegistry clients;

	/**
	 * Creates the link between a store and this node's clients.
	 * @param store remembers whose access was revoked
	 * @param clients the clients of this node
	 */
	public Revocations(RevocationStore store, ClientRegistry clients) {
		this.store = store;
		this.clients = clients;
		store.attach(this::cutOff);
	}

	/**
	 * Revokes a user's access. When this method has returned, no later event reaches the
	 * user through this node.
	 * @param userId the user's id
	 * @return completes when that is so for all nodes
	 */
	public CompletableFuture<Void> revoke(String userId) {
		return this.store.revoke(new Revocation(userId, now(userId))).toCompletableFuture();
	}

	/** By the clock of the issuer, if it is known to be ahead of this node's. */
	private Instant now(String userId) {
		Instant now = Instant.now();
		for (ConnectedClient client : this.clients.findByUser(userId)) {
			Instant issuedAt = client.identity().issuedAt();
			now = (issuedAt != null && issuedAt.isAfter(now)) ? issuedAt : now;
		}
		return now;
	}

	/**
	 * Forgets a user's revocation.
	 * @param userId the user's id
	 * @return completes when all nodes accept the user's former credentials again
	 */
	public CompletableFuture<Void> reinstate(String userId) {
		return this.store.reinstate(userId).toCompletableFuture();
	}

	/** Has a gateway's sessions be revoked with their users, too. */
	void cover(Sessions covered) {
		this.sessions.add(covered);
	}

	private void cutOff(Revocation revocation) {
		this.sessions
			.forEach((all) -> all.revoke(revocation.userId()).forEach((it) -> it.cutOff(DisconnectReason.REVOKED)));
		this.connecting.forEach((session, userId) -> {
			if (userId.equals(revocation.userId())) {
				session.cutOff(DisconnectReason.REVOKED);
			}
		});
		this.clients.findByUser(revocation.userId())
			.forEach((client) -> ((MemberClient) client).cutOff(DisconnectReason.REVOKED));
	}

	/**
	 * Has a session hear of revocations until {@link #connected}. To be called before
	 * {@link #check}, so that none is missed.
	 */
	void connecting(DefaultGatewaySession session, String userId) {
		this.connecting.put(session, userId);
	}

	/** The session's client is registered, or will not be. */
	void connected(DefaultGatewaySession session) {
		this.connecting.remove(session);
	}

	/** Completes with the identity unless it was revoked. */
	CompletionStage<ClientIdentity> check(ClientIdentity identity) {
		if (!identity.authenticated()) {
			return CompletableFuture.completedStage(identity);
		}
		return this.store.isRevoked(identity.userId(), identity.issuedAt()).thenApply((revoked) -> {
			if (revoked) {
				throw refusal();
			}
			return identity;
		});
	}

	static DialogueException refusal() {
		return new DialogueException(ErrorCode.PERMISSION_DENIED, "Access was revoked");
	}

}
