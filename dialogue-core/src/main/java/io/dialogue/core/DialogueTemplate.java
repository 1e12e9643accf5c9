package io.dialogue.core;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.client.PendingAcks;
import io.dialogue.event.EventMessage;
import io.dialogue.event.EventMessageListener;
import io.dialogue.event.ListenerRegistration;
import io.dialogue.gateway.Revocations;
import io.dialogue.membership.MemberClient;
import io.dialogue.membership.RoomManager;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomEvents;

/**
 * The bean that applications inject to work with rooms, events and clients.
 */
public class DialogueTemplate implements DialogueOperations {

	private final RoomManager rooms;

	private final RoomEvents events;

	private final ClientRegistry clients;

	private final MessageEncoder encoder;

	private final Revocations revocations;

	/**
	 * Creates a template.
	 * @param rooms creates, finds and deletes rooms
	 * @param events what rooms do with events
	 * @param clients the clients of this node
	 * @param encoder encodes what is sent to them
	 * @param revocations takes users' access away
	 */
	public DialogueTemplate(RoomManager rooms, RoomEvents events, ClientRegistry clients, MessageEncoder encoder,
			Revocations revocations) {
		this.rooms = rooms;
		this.events = events;
		this.clients = clients;
		this.encoder = encoder;
		this.revocations = revocations;
	}

	@Override
	public TriggerOperations to(String roomId) {
		return new DefaultTriggerOperations(this.rooms, this.events, roomId);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> ListenerRegistration on(String roomId, Class<T> payloadType, EventMessageListener<T> listener) {
		return on(roomId, this.events.nameOf(payloadType), (message) -> listener.onEvent((EventMessage<T>) message));
	}

	@Override
	public ListenerRegistration on(String roomId, String eventName, EventMessageListener<Object> listener) {
		return this.events.on(roomId, eventName, listener);
	}

	@Override
	public @Nullable Room room(String roomId) {
		return this.rooms.find(roomId);
	}

	@Override
	public Collection<Room> rooms() {
		return this.rooms.all();
	}

	@Override
	public CompletableFuture<Room> createRoom(String roomId) {
		return this.rooms.create(roomId);
	}

	@Override
	public CompletableFuture<Void> reauthorize(String userId) {
		return CompletableFuture.allOf(clients(userId).stream()
			.map((client) -> ((MemberClient) client).reauthorize())
			.toArray(CompletableFuture<?>[]::new));
	}

	@Override
	public CompletableFuture<Room> createRoom(RoomDefinition definition) {
		return this.rooms.create(definition);
	}

	@Override
	public CompletableFuture<Boolean> deleteRoom(String roomId) {
		return this.rooms.delete(roomId);
	}

	@Override
	public CompletableFuture<List<EventMessage<?>>> history(String roomId, @Nullable String eventName, int start,
			int end) {
		return this.events.history(roomId, eventName, start, end);
	}

	@Override
	public List<ConnectedClient> clients(String userId) {
		return this.clients.findByUser(userId).stream().filter(ConnectedClient::isConnected).toList();
	}

	@Override
	public List<ConnectedClient> allClients() {
		return this.clients.all().stream().filter(ConnectedClient::isConnected).toList();
	}

	@Override
	public UserRooms clientRooms(String userId) {
		return new RoomsOfClients(List.copyOf(this.clients.findByUser(userId)));
	}

	@Override
	public boolean isInRoom(String userId, String roomId) {
		return this.clients.findByUser(userId)
			.stream()
			.anyMatch((client) -> client.isConnected() && client.isIn(roomId));
	}

	@Override
	public int sendToUser(String userId, String event, @Nullable Object data) {
		return send(clients(userId), event, data);
	}

	@Override
	public boolean sendToClient(String clientId, String event, @Nullable Object data) {
		ConnectedClient client = this.clients.find(clientId);
		return client != null && client.isConnected() && send(List.of(client), event, data) > 0;
	}

	@Override
	public <R> CompletableFuture<R> sendToClientWithAck(String clientId, String event, @Nullable Object data,
			Class<R> answerType, Duration timeout) {
		ConnectedClient client = this.clients.find(clientId);
		return (client != null) ? client.sendWithAck(event, data, answerType, timeout)
				: CompletableFuture.failedFuture(PendingAcks.notConnected());
	}

	@Override
	public int broadcastToAll(String event, @Nullable Object data) {
		return send(allClients(), event, data);
	}

	private int send(List<ConnectedClient> recipients, String event, @Nullable Object data) {
		OutboundMessage message = this.encoder.encode(event, data);
		recipients.forEach((client) -> ((MemberClient) client).send(message));
		return recipients.size();
	}

	@Override
	public CompletableFuture<Integer> removeFromRoom(String roomId, String userId, String reason) {
		return this.clients.findByUser(userId)
			.stream()
			.map((client) -> client.leave(roomId, reason).thenApply((left) -> left ? 1 : 0))
			.reduce(CompletableFuture.completedFuture(0), (sum, next) -> sum.thenCombine(next, Integer::sum));
	}

	@Override
	public CompletableFuture<Void> revoke(String userId) {
		return this.revocations.revoke(userId);
	}

	@Override
	public CompletableFuture<Void> reinstate(String userId) {
		return this.revocations.reinstate(userId);
	}

	@Override
	public int disconnectUser(String userId) {
		List<ConnectedClient> connected = clients(userId);
		connected.forEach(ConnectedClient::disconnect);
		return connected.size();
	}

	private record RoomsOfClients(List<ConnectedClient> clients, Set<String> ids) implements UserRooms {

		private RoomsOfClients(List<ConnectedClient> clients) {
			this(clients, new LinkedHashSet<>());
			clients.forEach((client) -> this.ids.addAll(client.rooms()));
		}

		@Override
		public void forAll(Consumer<String> callback) {
			this.ids.forEach(callback);
		}

		@Override
		public void leaveAll(Consumer<String> callback) {
			for (String roomId : this.ids) {
				this.clients.forEach((client) -> client.leave(roomId));
				callback.accept(roomId);
			}
		}

	}

}
