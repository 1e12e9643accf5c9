package io.dialogue.membership;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ConnectedClient;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.event.TriggerResult;
import io.dialogue.room.Participant;
import io.dialogue.room.Room;
import io.dialogue.room.RoomAudience;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.ServerTrigger;

/**
 * A room of the {@link RoomManager}.
 */
final class ManagedRoom implements Room {

	private final RoomAudience audience = new RoomAudience();

	private final RoomDefinition definition;

	private final MembershipStore membershipStore;

	private final RoomEvents events;

	private final IdleTime idle = new IdleTime();

	private final CompletableFuture<Void> created = new CompletableFuture<>();

	private final CompletableFuture<Void> gone = new CompletableFuture<>();

	private final AtomicBoolean closed = new AtomicBoolean();

	private volatile Consumer<ManagedRoom> whenEmpty = (room) -> {
	};

	ManagedRoom(RoomDefinition definition, MembershipStore membershipStore, RoomEvents events) {
		this.definition = definition;
		this.membershipStore = membershipStore;
		this.events = events;
	}

	RoomAudience audience() {
		return this.audience;
	}

	IdleTime idle() {
		return this.idle;
	}

	/** Sets who is told when the last member on this node has left. */
	void whenEmpty(Consumer<ManagedRoom> listener) {
		this.whenEmpty = listener;
	}

	/** Removes a member. */
	void leave(Participant participant) {
		this.audience.leave(participant);
		if (this.audience.isEmpty()) {
			this.whenEmpty.accept(this);
		}
	}

	/** Begins the room's end; answers whether it was not begun before. */
	boolean close() {
		return this.closed.compareAndSet(false, true);
	}

	boolean isClosed() {
		return this.closed.get();
	}

	/** Completes when it was said that the room has come, so that its end may be said. */
	CompletableFuture<Void> created() {
		return this.created;
	}

	/** Completes when the room has gone, so that another may take its id. */
	CompletableFuture<Void> gone() {
		return this.gone;
	}

	@Override
	public RoomDefinition definition() {
		return this.definition;
	}

	@Override
	public int size() {
		return this.membershipStore.size(id());
	}

	@Override
	public Collection<ConnectedClient> participants() {
		return new Clients(this.audience.members());
	}

	@Override
	public boolean isMember(String clientId) {
		return this.audience.find(clientId) != null;
	}

	@Override
	public CompletableFuture<TriggerResult> trigger(Object payload) {
		return trigger(this.events.nameOf(payload.getClass()), payload);
	}

	@Override
	public CompletableFuture<TriggerResult> trigger(String eventName, @Nullable Object data) {
		return this.events.trigger(new ServerTrigger(this, eventName, data, EventMessage.SYSTEM, null, null, null));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> ListenerRegistration on(Class<T> payloadType, EventMessageListener<T> listener) {
		return on(this.events.nameOf(payloadType), (message) -> listener.onEvent((EventMessage<T>) message));
	}

	@Override
	public ListenerRegistration on(String eventName, EventMessageListener<Object> listener) {
		return this.events.on(id(), eventName, listener);
	}

	@Override
	public CompletableFuture<List<EventMessage<?>>> history(@Nullable String eventName, int start, int end) {
		return this.events.history(id(), eventName, start, end);
	}

	@Override
	public String toString() {
		return "Room[" + id() + "]";
	}

	private static final class Clients extends AbstractCollection<ConnectedClient> {

		private final Collection<Participant> members;

		private Clients(Collection<Participant> members) {
			this.members = members;
		}

		@Override
		public Iterator<ConnectedClient> iterator() {
			return this.members.stream().map(Participant::client).iterator();
		}

		@Override
		public int size() {
			return this.members.size();
		}

	}

}
