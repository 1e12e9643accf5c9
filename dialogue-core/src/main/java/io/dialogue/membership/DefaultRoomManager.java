package io.dialogue.membership;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.EventBroker;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;
import io.dialogue.room.Participant;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomEvents;

/**
 * Keeps the rooms of this process.
 */
public final class DefaultRoomManager implements RoomManager {

	private final RoomDirectory directory;

	private final MembershipStore membershipStore;

	private final EventBroker broker;

	private final RoomEvents events;

	private final Listeners listeners;

	private final HookRegistry hooks;

	private final ClientRegistry clients;

	private final MessageEncoder encoder;

	private final Executor worker;

	private final int maxRooms;

	/**
	 * Creates a manager.
	 * @param directory where the rooms are kept
	 * @param membershipStore counts the seats
	 * @param broker keeps the rooms' history
	 * @param events what rooms do with events
	 * @param listeners the listeners, of which a room's go with it
	 * @param hooks the hooks
	 * @param clients the clients, which are told
	 * @param encoder encodes what they are told
	 * @param worker runs the hooks
	 * @param maxRooms how many rooms there may be
	 */
	public DefaultRoomManager(RoomDirectory directory, MembershipStore membershipStore, EventBroker broker,
			RoomEvents events, Listeners listeners, HookRegistry hooks, ClientRegistry clients, MessageEncoder encoder,
			Executor worker, int maxRooms) {
		this.directory = directory;
		this.membershipStore = membershipStore;
		this.broker = broker;
		this.events = events;
		this.listeners = listeners;
		this.hooks = hooks;
		this.clients = clients;
		this.encoder = encoder;
		this.worker = worker;
		this.maxRooms = maxRooms;
	}

	/**
	 * Registers the rooms of the configuration, without telling anybody.
	 * @param definitions the rooms
	 */
	public void register(Collection<RoomDefinition> definitions) {
		definitions.forEach((definition) -> this.directory.add(newRoom(definition)));
	}

	/**
	 * Calls the {@code onCreated} hooks for the rooms that are there.
	 */
	public void announceRegistered() {
		this.directory.all().forEach(this::callOnCreated);
	}

	@Override
	public @Nullable Room find(String roomId) {
		return this.directory.find(roomId);
	}

	@Override
	public Collection<Room> all() {
		return this.directory.all();
	}

	@Override
	public CompletableFuture<Room> create(RoomDefinition definition) {
		if (this.directory.size() >= this.maxRooms) {
			return CompletableFuture.failedFuture(new DialogueException(ErrorCode.RATE_LIMITED,
					"There are " + this.maxRooms + " rooms, the most there may be; delete one first"));
		}
		ManagedRoom room = newRoom(definition);
		if (!this.directory.add(room)) {
			return CompletableFuture.failedFuture(
					new DialogueException(ErrorCode.ROOM_EXISTS, "Room '" + definition.id() + "' already exists"));
		}
		if (definition.announced()) {
			tell(this.clients.all(), this.encoder.encode("dialogue:roomCreated", RoomInfo.of(room)));
		}
		if (!this.hooks.room().isEmpty()) {
			this.worker.execute(() -> callOnCreated(room));
		}
		return CompletableFuture.completedFuture(room);
	}

	private ManagedRoom newRoom(RoomDefinition definition) {
		return new ManagedRoom(definition, this.membershipStore, this.events);
	}

	private void callOnCreated(Room room) {
		HookRegistry.each("onCreated", this.hooks.room(), (hook) -> hook.onCreated(room));
	}

	@Override
	public CompletableFuture<Boolean> delete(String roomId) {
		ManagedRoom room = this.directory.remove(roomId);
		if (room == null) {
			return CompletableFuture.completedFuture(false);
		}
		Collection<ConnectedClient> members = room.audience().close().stream().map(Participant::client).toList();
		members.forEach((member) -> ((MemberClient) member).forget(room));
		this.membershipStore.clear(roomId);
		this.listeners.removeAll(roomId);
		tell(room.definition().announced() ? this.clients.all() : members,
				this.encoder.encode("dialogue:roomDeleted", Map.of("roomId", roomId)));
		return this.broker.clear(roomId).toCompletableFuture().handleAsync((done, ex) -> {
			HookRegistry.each("onDeleted", this.hooks.room(), (hook) -> hook.onDeleted(roomId));
			return true;
		}, this.worker);
	}

	private static void tell(Collection<ConnectedClient> clients, OutboundMessage message) {
		clients.forEach((client) -> ((MemberClient) client).send(message));
	}

}
