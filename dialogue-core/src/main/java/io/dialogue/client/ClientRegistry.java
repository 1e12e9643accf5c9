package io.dialogue.client;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * The clients that are connected to this node. Nothing here is a copy; iteration is
 * weakly consistent.
 */
public interface ClientRegistry {

	/**
	 * Looks up a client.
	 * @param clientId the client's id
	 * @return the client, or {@code null} if it is not connected to this node
	 */
	@Nullable ConnectedClient find(String clientId);

	/**
	 * Looks up a user's clients.
	 * @param userId the user's id
	 * @return an unmodifiable view, empty if the user has no client on this node
	 */
	Collection<ConnectedClient> findByUser(String userId);

	/**
	 * All clients of this node.
	 * @return an unmodifiable view
	 */
	Collection<ConnectedClient> all();

	/**
	 * The number of clients of this node.
	 * @return the number
	 */
	int size();

}
