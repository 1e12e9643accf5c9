package io.dialogue.membership;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import io.dialogue.broker.EventBroker;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.MessageEncoder;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.error.Incident;
import io.dialogue.hook.HookRegistry;
import io.dialogue.hook.Listeners;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.room.Participant;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.RoomTemplate;
import io.dialogue.room.RoomTemplates;

/**
 * Keeps the rooms of this process.
 */
public final class DefaultRoomManager implements RoomManager {

	private final Parts parts;

	private final RoomQuotas quotas;

	private final RoomLifecycle lifecycle;

	private final IdleRooms idleRooms;

	/**
	 * Creates a manager.
	 * @param parts what it works with
	 * @param maxRooms how many rooms there may be
	 */
	public DefaultRoomManager(Parts parts, int maxRooms) {
		this.parts = parts;
		this.quotas = new RoomQuotas(maxRooms);
		RoomNews news = new RoomNews(parts.clients(), parts.encoder(), parts.authorization(), new RoomLists(
				parts.directory(), parts.clients(), parts.encoder(), parts.authorization(), parts.worker()));
		this.lifecycle = new RoomLifecycle(news, parts.hooks(), parts.worker());
		this.idleRooms = new IdleRooms(parts.worker(), this::deleteIfEmpty);
	}

	/**
	 * Registers the rooms of the configuration, without telling anybody.
	 * @param definitions the rooms
	 */
	public void register(Collection<RoomDefinition> definitions) {
		definitions.forEach((definition) -> {
			ManagedRoom room = newRoom(definition);
			this.parts.directory().add(room, this.quotas);
			room.created().complete(null);
		});
	}

	/**
	 * Calls the {@code onCreated} hooks for the rooms that are there.
	 */
	public void announceRegistered() {
		this.parts.directory().all().forEach(this.lifecycle::callOnCreated);
	}

	@Override
	public @Nullable Room find(String roomId) {
		return this.parts.directory().find(roomId);
	}

	@Override
	public Collection<Room> all() {
		return this.parts.directory().all();
	}

	@Override
	public Collection<Room> announced() {
		return this.parts.directory().announced();
	}

	@Override
	public CompletableFuture<Room> create(String roomId) {
		RoomTemplate template = this.parts.templates().find(roomId);
		return (template != null) ? create(template.define(roomId, null))
				: CompletableFuture.failedFuture(Membership.notFound(roomId));
	}

	@Override
	public CompletableFuture<Room> create(RoomDefinition definition) {
		ManagedRoom room = newRoom(definition);
		try {
			if (!this.parts.directory().add(room, this.quotas)) {
				return exists(definition);
			}
		}
		catch (DialogueException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		this.lifecycle.created(room);
		this.idleRooms.emptied(room);
		return CompletableFuture.completedFuture(room);
	}

	/** A room that is being deleted is waited for. */
	private CompletableFuture<Room> exists(RoomDefinition definition) {
		ManagedRoom other = this.parts.directory().findEvenIfClosed(definition.id());
		if (other == null || other.isClosed()) {
			CompletableFuture<?> gone = (other != null) ? other.gone() : CompletableFuture.completedFuture(null);
			return gone.thenCompose((done) -> create(definition));
		}
		return CompletableFuture.failedFuture(
				new DialogueException(ErrorCode.ROOM_EXISTS, "Room '" + definition.id() + "' already exists"));
	}

	private ManagedRoom newRoom(RoomDefinition definition) {
		ManagedRoom room = new ManagedRoom(definition, this.parts.store(), this.parts.events());
		room.whenEmpty(this.idleRooms::emptied);
		return room;
	}

	@Override
	public CompletableFuture<Boolean> delete(String roomId) {
		ManagedRoom room = this.parts.directory().find(roomId);
		return (room != null) ? delete(room) : CompletableFuture.completedFuture(false);
	}

	@Override
	public CompletableFuture<Boolean> delete(Room room) {
		ManagedRoom known = this.parts.directory().find(room.id());
		if (known == null || known != room || !known.close()) {
			return CompletableFuture.completedFuture(false);
		}
		return remove(known).thenApply((removed) -> true);
	}

	/** Nobody can enter once it is closed; who is about to waits until it has gone. */
	private boolean deleteIfEmpty(ManagedRoom room) {
		if (room.audience().closeIfEmpty() && room.close()) {
			remove(room);
		}
		return room.isClosed();
	}

	private CompletableFuture<?> remove(ManagedRoom room) {
		return room.created().thenCompose((created) -> removeNow(room));
	}

	private CompletableFuture<Void> removeNow(ManagedRoom room) {
		String roomId = room.id();
		Collection<ConnectedClient> members = room.audience().close().stream().map(Participant::client).toList();
		members.forEach((member) -> ((MemberClient) member).seats().forget(room));
		this.parts.listeners().removeAll(roomId);
		CompletionStage<String> closed = CompletableFuture.completedStage(roomId);
		settled(closed.thenAccept(this.parts.rateLimiter()::forgetRoom));
		CompletionStage<?> seatsCleared = settled(closed.thenCompose(this.parts.store()::clear));
		CompletionStage<?> historyCleared = settled(closed.thenCompose(this.parts.broker()::clear));
		CompletableFuture<Void> deleted = this.lifecycle.deleted(room, members, historyCleared);
		seatsCleared.whenComplete((done, ex) -> release(room));
		return deleted;
	}

	/** What throws or fails is logged, and keeps the room's id and place from nobody. */
	private static CompletionStage<?> settled(CompletionStage<?> cleared) {
		return cleared.handle((done, ex) -> {
			if (ex != null) {
				Incident.report("Clearing a room that is deleted failed", Incident.cause(ex));
			}
			return null;
		});
	}

	/** Its place is free before its id is, so that who waits for the id finds a place. */
	private void release(ManagedRoom room) {
		this.quotas.giveBack(room.definition());
		this.parts.directory().remove(room);
		room.gone().complete(null);
	}

	/**
	 * What the manager works with.
	 *
	 * @param directory where the rooms are kept
	 * @param templates the families of rooms
	 * @param store counts the seats
	 * @param broker keeps the rooms' history
	 * @param events what rooms do with events
	 * @param listeners the listeners, of which a room's go with it
	 * @param hooks the hooks
	 * @param authorization decides who is told
	 * @param rateLimiter forgets rooms that have gone
	 * @param clients the clients, which are told
	 * @param encoder encodes what they are told
	 * @param worker runs the hooks
	 */
	public record Parts(RoomDirectory directory, RoomTemplates templates, MembershipStore store, EventBroker broker,
			RoomEvents events, Listeners listeners, HookRegistry hooks, RoomAuthorization authorization,
			RateLimiter rateLimiter, ClientRegistry clients, MessageEncoder encoder, Executor worker) {

	}

}
