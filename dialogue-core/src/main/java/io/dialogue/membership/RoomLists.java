package io.dialogue.membership;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.dialogue.client.ClientRegistry;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.room.Room;

/**
 * Sends clients the list of the rooms that they may see, unasked: at most once in a
 * second, encoded once for all who see the same, and to each client only when little
 * waits for it and its last list is out. Holds one task of a client at most.
 */
final class RoomLists {

	private static final long PAUSE_MILLIS = 1000;

	/** Lists that are kept while they are sent; beyond, they are encoded anew. */
	private static final int MAX_VIEWS = 16;

	private final AtomicBoolean due = new AtomicBoolean();

	/** Clients whose list is on its way and not made yet. */
	private final Set<MemberClient> waiting = ConcurrentHashMap.newKeySet();

	private final RoomDirectory directory;

	private final ClientRegistry clients;

	private final MessageEncoder encoder;

	private final RoomAuthorization authorization;

	private final Executor timer;

	RoomLists(RoomDirectory directory, ClientRegistry clients, MessageEncoder encoder, RoomAuthorization authorization,
			Executor worker) {
		this.directory = directory;
		this.clients = clients;
		this.encoder = encoder;
		this.authorization = authorization;
		this.timer = CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, worker);
	}

	/** Sends all clients their list within a second. */
	void sendSoon() {
		if (this.due.compareAndSet(false, true)) {
			this.timer.execute(this::sendAll);
		}
	}

	/** Whether all clients are about to get their list. */
	boolean isDue() {
		return this.due.get();
	}

	private void sendAll() {
		this.due.set(false);
		Map<List<Room>, List<OutboundMessage>> views = new ConcurrentHashMap<>();
		this.clients.all().forEach((client) -> send((MemberClient) client, views));
	}

	/** Sends one client its list as soon as it has time for it. */
	void send(MemberClient client) {
		send(client, new ConcurrentHashMap<>());
	}

	private void send(MemberClient client, Map<List<Room>, List<OutboundMessage>> views) {
		if (this.waiting.add(client)) {
			client.whenWritable(() -> client.inOrder(() -> {
				this.waiting.remove(client);
				return this.authorization.visible(client, this.directory.open())
					.thenAccept((rooms) -> view(rooms, views).forEach(client::send));
			}));
		}
	}

	private List<OutboundMessage> view(List<Room> rooms, Map<List<Room>, List<OutboundMessage>> views) {
		List<OutboundMessage> known = views.get(rooms);
		if (known != null) {
			return known;
		}
		List<OutboundMessage> view = RoomList.of(rooms, this.encoder).messages(this.encoder);
		if (views.size() < MAX_VIEWS) {
			views.put(rooms, view);
		}
		return view;
	}

}
