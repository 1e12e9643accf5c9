package io.dialogue.room;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EventName;

/**
 * A client with a seat in a room. What it is subscribed to, and what is held back while
 * it catches up, is guarded by the lock of the room's {@link RoomAudience}.
 */
public final class Participant {

	private final ConnectedClient client;

	private final ClientConnection connection;

	private final Set<String> subscriptions = new LinkedHashSet<>();

	private @Nullable List<Held> held;

	private boolean overflowed;

	/**
	 * Creates a participant without subscriptions.
	 * @param client the client
	 * @param connection the client's connection
	 */
	public Participant(ConnectedClient client, ClientConnection connection) {
		this.client = client;
		this.connection = connection;
	}

	/**
	 * The client.
	 * @return the client
	 */
	public ConnectedClient client() {
		return this.client;
	}

	ClientConnection connection() {
		return this.connection;
	}

	Set<String> subscriptions() {
		return this.subscriptions;
	}

	boolean receives(String eventName) {
		return this.subscriptions.contains(eventName) || this.subscriptions.contains(EventName.ANY);
	}

	boolean isCatchingUp() {
		return this.held != null;
	}

	void catchUp() {
		this.held = new ArrayList<>();
		this.overflowed = false;
	}

	void hold(OutboundMessage message, @Nullable Long offset, int limit) {
		if (this.held == null || this.overflowed) {
			return;
		}
		if (this.held.size() >= limit) {
			this.overflowed = true;
			this.held.clear();
			return;
		}
		this.held.add(new Held(message, offset));
	}

	/**
	 * Sends what was held back and is newer than what was replayed.
	 * @param head the offset up to which events were replayed
	 * @return {@code false} if too much was held back, so that it has to be read again
	 */
	boolean release(long head) {
		if (this.overflowed) {
			catchUp();
			return false;
		}
		if (this.held != null) {
			this.held.stream()
				.filter((event) -> event.offset() == null || event.offset() > head)
				.forEach((event) -> this.connection.send(event.message()));
		}
		this.held = null;
		return true;
	}

	private record Held(OutboundMessage message, @Nullable Long offset) {

	}

}
