package io.dialogue.room;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EncodedEvent;
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

	void hold(EncodedEvent event, OutboundMessage message, int limit) {
		if (this.held == null || this.overflowed) {
			return;
		}
		if (this.held.size() >= limit) {
			this.overflowed = true;
			this.held.clear();
			return;
		}
		this.held.add(new Held(event, message));
	}

	/**
	 * Takes what was held back, and begins to hold back anew.
	 * @param reached the offset up to which the member got events from the log
	 * @return what it has not got and still receives, or {@code null} if too much was
	 * held back
	 */
	@Nullable Backlog takeHeld(long reached) {
		List<Held> taken = (this.held != null) ? this.held : List.of();
		boolean lost = this.overflowed;
		catchUp();
		return lost ? null
				: Backlog.of(reached, taken.stream().filter((it) -> it.isAfter(reached) && receives(it.event.name())));
	}

	void goLive() {
		this.held = null;
	}

	/**
	 * A live event that waits for the member to catch up.
	 *
	 * @param event the event
	 * @param message the event as a message
	 */
	record Held(EncodedEvent event, OutboundMessage message) {

		boolean isAfter(long reached) {
			return this.event.offset() == null || this.event.offset() > reached;
		}

	}

}
