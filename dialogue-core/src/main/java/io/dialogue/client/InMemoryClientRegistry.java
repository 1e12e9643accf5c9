package io.dialogue.client;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Keeps this node's clients by id and by user.
 */
public final class InMemoryClientRegistry implements ClientRegistry {

	private final Map<String, ConnectedClient> clients = new ConcurrentHashMap<>();

	/**
	 * Most users have one client: their map is immutable and small. Clients that are
	 * their own user are not in here.
	 */
	private final Map<String, Map<String, ConnectedClient>> byUser = new ConcurrentHashMap<>();

	/**
	 * Adds a client.
	 * @param client the client
	 */
	public void add(ConnectedClient client) {
		this.clients.put(client.id(), client);
		if (!isOwnUser(client)) {
			addToUser(client);
		}
	}

	/** Nobody said who the client is. */
	private static boolean isOwnUser(ConnectedClient client) {
		return client.userId().equals(client.id());
	}

	private void addToUser(ConnectedClient client) {
		this.byUser.compute(client.userId(), (userId, known) -> {
			if (known == null) {
				return Map.of(client.id(), client);
			}
			Map<String, ConnectedClient> own = (known instanceof ConcurrentMap) ? known
					: new ConcurrentHashMap<>(known);
			own.put(client.id(), client);
			return own;
		});
	}

	/**
	 * Removes a client.
	 * @param client the client
	 * @return whether it was there
	 */
	public boolean remove(ConnectedClient client) {
		this.byUser.computeIfPresent(client.userId(), (userId, own) -> {
			if (own instanceof ConcurrentMap) {
				own.remove(client.id());
				return own.isEmpty() ? null : own;
			}
			return own.containsKey(client.id()) ? null : own;
		});
		return this.clients.remove(client.id()) != null;
	}

	@Override
	public @Nullable ConnectedClient find(String clientId) {
		return this.clients.get(clientId);
	}

	@Override
	public Collection<ConnectedClient> findByUser(String userId) {
		ConnectedClient ownUser = this.clients.get(userId);
		Map<String, ConnectedClient> own = this.byUser.getOrDefault(userId, Map.of());
		if (ownUser == null || !isOwnUser(ownUser)) {
			return Collections.unmodifiableCollection(own.values());
		}
		return Stream.concat(Stream.of(ownUser), own.values().stream()).toList();
	}

	@Override
	public Collection<ConnectedClient> all() {
		return Collections.unmodifiableCollection(this.clients.values());
	}

	@Override
	public int size() {
		return this.clients.size();
	}

}
