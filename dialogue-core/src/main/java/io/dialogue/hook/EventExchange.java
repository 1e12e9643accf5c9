package io.dialogue.hook;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;
import io.dialogue.event.EventDefinition;
import io.dialogue.event.EventMessage;
import io.dialogue.event.Payload;
import io.dialogue.room.Room;

/**
 * An event on its way to being published: what hooks and pipeline steps see. Immutable.
 *
 * @param context what may be looked up
 * @param room the room
 * @param event the event's name
 * @param definition what is declared for that name, or {@code null} if nothing is
 * @param sender the client that triggered it, or {@code null} if the server did
 * @param from the sender's user id, or what the server named
 * @param payload the data; bound to the event's type once it was validated
 * @param meta what travels beside the data, or {@code null}
 * @param id the sender's idempotency key, or {@code null}
 * @param exceptClientId a client that does not receive it, or {@code null}
 * @param timestamp when it was triggered, in milliseconds since 1970-01-01T00:00Z
 */
public record EventExchange(DialogueContext context, Room room, String event, @Nullable EventDefinition definition,
		@Nullable ConnectedClient sender, String from, Payload payload, @Nullable Map<String, Object> meta,
		@Nullable String id, @Nullable String exceptClientId, long timestamp) {

	/**
	 * The room's id.
	 * @return the id
	 */
	public String roomId() {
		return this.room.id();
	}

	/**
	 * Whether the server triggered the event.
	 * @return {@code false} if a client did
	 */
	public boolean isFromServer() {
		return this.sender == null;
	}

	/**
	 * The data, bound to the event's type.
	 * @return the data: a Jackson tree for events without a type; {@code null} if absent
	 * or null
	 */
	public @Nullable Object data() {
		return this.payload.value();
	}

	/**
	 * The event as hooks and listeners after publishing see it.
	 * @return the message, without offset
	 */
	public EventMessage<Object> message() {
		return new EventMessage<>(this.event, roomId(), data(), this.from, this.timestamp, this.meta, this.id, null);
	}

	/**
	 * The same event with other data.
	 * @param data the data
	 * @return a new exchange
	 */
	public EventExchange withPayload(Payload data) {
		return withPayload(data, this.meta);
	}

	/**
	 * The same event with other data and meta.
	 * @param data the data
	 * @param other the meta, {@code null} for none
	 * @return a new exchange
	 */
	public EventExchange withPayload(Payload data, @Nullable Map<String, Object> other) {
		return new EventExchange(this.context, this.room, this.event, this.definition, this.sender, this.from, data,
				other, this.id, this.exceptClientId, this.timestamp);
	}

}
