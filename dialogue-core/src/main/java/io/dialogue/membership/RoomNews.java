package io.dialogue.membership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.room.Room;

/**
 * Tells clients of rooms that come and go: those who may see the room, if it is
 * announced, and its members and its creator in any case.
 * <p>
 * Each is told of each room, up to a number of rooms in a second. Beyond, only members
 * and creators are, and all others are sent the {@linkplain RoomLists list} instead: with
 * many rooms and many clients, what is to be sent would grow as their product.
 */
final class RoomNews {

	/** Rooms of which all clients are told one by one, in each second. */
	static final int MAX_PER_SECOND = 100;

	private final ClientRegistry clients;

	private final MessageEncoder encoder;

	private final RoomAuthorization authorization;

	private final RoomLists lists;

	/** Guarded by this, as the next. */
	private long second;

	private int told;

	RoomNews(ClientRegistry clients, MessageEncoder encoder, RoomAuthorization authorization, RoomLists lists) {
		this.clients = clients;
		this.encoder = encoder;
		this.authorization = authorization;
		this.lists = lists;
	}

	void created(Room room) {
		if (room.definition().announced()) {
			tell(room, List.of(), this.encoder.encode("dialogue:roomCreated", RoomInfo.of(room)));
		}
	}

	void deleted(Room room, Collection<ConnectedClient> members) {
		tell(room, members, this.encoder.encode("dialogue:roomDeleted", Map.of("roomId", room.id())));
	}

	private void tell(Room room, Collection<ConnectedClient> members, OutboundMessage message) {
		send(message, members);
		if (!room.definition().announced()) {
			return;
		}
		boolean one = isOneOfFew();
		Set<String> done = members.stream().map(ConnectedClient::id).collect(Collectors.toCollection(HashSet::new));
		List<ConnectedClient> others = (one ? this.clients.all() : creators(room)).stream()
			.filter((client) -> done.add(client.id()))
			.filter((client) -> room.definition().isVisibleTo(client.identity()))
			.toList();
		if (this.authorization.isByRulesAlone()) {
			send(message, others);
		}
		else {
			others.forEach((client) -> tellIfVisible((MemberClient) client, room, message));
		}
		if (!one) {
			this.lists.sendSoon();
		}
	}

	private synchronized boolean isOneOfFew() {
		long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
		if (this.second != now) {
			this.second = now;
			this.told = 0;
		}
		return !this.lists.isDue() && this.told++ < MAX_PER_SECOND;
	}

	private Collection<ConnectedClient> creators(Room room) {
		String creator = room.createdById();
		return (creator != null) ? this.clients.findByUser(creator) : List.of();
	}

	/**
	 * Authorizers are asked in order with what the client asks for, so that none piles
	 * up; a client that is behind with that gets the list.
	 */
	private void tellIfVisible(MemberClient client, Room room, OutboundMessage message) {
		boolean offered = client
			.offerInOrder(() -> this.authorization.sees(client, room.definition()).thenAccept((seen) -> {
				if (seen) {
					client.send(message);
				}
			}));
		if (!offered) {
			this.lists.send(client);
		}
	}

	private static void send(OutboundMessage message, Collection<ConnectedClient> recipients) {
		List<ClientConnection> connections = new ArrayList<>(recipients.size());
		recipients.forEach((client) -> connections.add(((MemberClient) client).connection()));
		connections.stream()
			.collect(Collectors.groupingBy(ClientConnection::fanOut))
			.forEach((fanOut, group) -> fanOut.send(message, group));
	}

}
