package io.dialogue.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.dialogue.event.EventMessage;
import io.dialogue.event.TriggerResult;
import io.dialogue.membership.Membership;
import io.dialogue.membership.RoomManager;
import io.dialogue.room.Room;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.ServerTrigger;

/**
 * An event for a room that is looked up when the event is triggered.
 *
 * @param rooms finds the room
 * @param events triggers the event
 * @param roomId the room's id
 * @param sender who is to be named as sender
 * @param meta what travels beside the data
 * @param key the idempotency key
 * @param exceptClientId a client that does not receive it
 */
record DefaultTriggerOperations(RoomManager rooms, RoomEvents events, String roomId, String sender,
		@Nullable Map<String, Object> meta, @Nullable String key,
		@Nullable String exceptClientId) implements TriggerOperations {

	DefaultTriggerOperations(RoomManager rooms, RoomEvents events, String roomId) {
		this(rooms, events, roomId, EventMessage.SYSTEM, null, null, null);
	}

	@Override
	public TriggerOperations from(String userId) {
		return new DefaultTriggerOperations(this.rooms, this.events, this.roomId, userId, this.meta, this.key,
				this.exceptClientId);
	}

	@Override
	public TriggerOperations meta(String name, @Nullable Object value) {
		Map<String, Object> more = new LinkedHashMap<>();
		if (this.meta != null) {
			more.putAll(this.meta);
		}
		put(more, name, value);
		return new DefaultTriggerOperations(this.rooms, this.events, this.roomId, this.sender, more, this.key,
				this.exceptClientId);
	}

	@SuppressWarnings("NullAway") // null is a value of JSON
	private static void put(Map<String, Object> map, String name, @Nullable Object value) {
		map.put(name, value);
	}

	@Override
	public TriggerOperations meta(Map<String, ?> entries) {
		TriggerOperations result = this;
		for (Map.Entry<String, ?> entry : entries.entrySet()) {
			result = result.meta(entry.getKey(), entry.getValue());
		}
		return result;
	}

	@Override
	public TriggerOperations id(String idempotencyKey) {
		return new DefaultTriggerOperations(this.rooms, this.events, this.roomId, this.sender, this.meta,
				idempotencyKey, this.exceptClientId);
	}

	@Override
	public TriggerOperations except(String clientId) {
		return new DefaultTriggerOperations(this.rooms, this.events, this.roomId, this.sender, this.meta, this.key,
				clientId);
	}

	@Override
	public CompletableFuture<TriggerResult> trigger(Object payload) {
		return trigger(this.events.nameOf(payload.getClass()), payload);
	}

	@Override
	public CompletableFuture<TriggerResult> trigger(String eventName, @Nullable Object data) {
		Room room = this.rooms.find(this.roomId);
		if (room == null) {
			return this.events.refuse(this.roomId, eventName, Membership.notFound(this.roomId));
		}
		return this.events
			.trigger(new ServerTrigger(room, eventName, data, this.sender, this.meta, this.key, this.exceptClientId));
	}

}
