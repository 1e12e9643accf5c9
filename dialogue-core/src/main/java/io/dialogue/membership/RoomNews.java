package io.dialogue.membership;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.dialogue.client.ClientRegistry;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.MessageEncoder;
import io.dialogue.client.OutboundMessage;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;

/**
 * Tells clients of rooms that come and go: those who may see the room, if it is
 * announced, and its members in any case.
 */
final class RoomNews {

	private final ClientRegistry clients;

	private final MessageEncoder encoder;

	private final RoomAuthorization authorization;

	RoomNews(ClientRegistry clients, MessageEncoder encoder, RoomAuthorization authorization) {
		this.clients = clients;
		this.encoder = encoder;
		this.authorization = authorization;
	}

	void created(Room room) {
		if (room.definition().announced()) {
			OutboundMessage message = this.encoder.encode("dialogue:roomCreated", RoomInfo.of(room));
			this.clients.all().forEach((client) -> tellIfVisible(client, room.definition(), message));
		}
	}

	void deleted(Room room, Collection<ConnectedClient> members) {
		OutboundMessage message = this.encoder.encode("dialogue:roomDeleted", Map.of("roomId", room.id()));
		members.forEach((client) -> tell(client, message));
		if (room.definition().announced()) {
			Set<String> told = members.stream().map(ConnectedClient::id).collect(Collectors.toSet());
			for (ConnectedClient client : this.clients.all()) {
				if (!told.contains(client.id())) {
					tellIfVisible(client, room.definition(), message);
				}
			}
		}
	}

	/**
	 * Authorizers are asked in order with what the client asks for, so that none piles
	 * up.
	 */
	private void tellIfVisible(ConnectedClient client, RoomDefinition room, OutboundMessage message) {
		if (!room.access().see().permits(client.identity(), room)) {
			return;
		}
		if (this.authorization.isByRulesAlone()) {
			tell(client, message);
			return;
		}
		((MemberClient) client).inOrder(() -> this.authorization.sees(client, room).thenAccept((seen) -> {
			if (seen) {
				tell(client, message);
			}
		}));
	}

	private static void tell(ConnectedClient client, OutboundMessage message) {
		((MemberClient) client).send(message);
	}

}
