package io.dialogue.gateway;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientLimits;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.membership.JoinRequest;
import io.dialogue.membership.MemberClient;
import io.dialogue.membership.Membership;
import io.dialogue.membership.RoomInfo;
import io.dialogue.membership.RoomManager;
import io.dialogue.ratelimit.RateLimitRequest;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;

/**
 * The requests about rooms: join, leave, subscribe, unsubscribe, list, create, delete.
 */
final class RoomRequests {

	private final Membership membership;

	private final RoomManager rooms;

	private final RateLimiter rateLimiter;

	private final ClientRooms clientRooms;

	private final ClientLimits clientLimits;

	private final GatewayLimits limits;

	RoomRequests(Membership membership, RoomManager rooms, RateLimiter rateLimiter, ClientRooms clientRooms,
			ClientLimits clientLimits, GatewayLimits limits) {
		this.membership = membership;
		this.rooms = rooms;
		this.rateLimiter = rateLimiter;
		this.clientRooms = clientRooms;
		this.clientLimits = clientLimits;
		this.limits = limits;
	}

	CompletionStage<?> join(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		JoinRequest request = new JoinRequest(true, fields.since(),
				fields.subscriptions(this.clientLimits.maxSubscriptions()),
				(joined) -> answer.ok("dialogue:joined", joined));
		return this.membership.join(client, roomId, request);
	}

	CompletionStage<?> leave(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		return this.membership.leave(client, roomId, () -> answer.ok("dialogue:left", Map.of("roomId", roomId)));
	}

	@Nullable CompletionStage<?> subscribe(MemberClient client, Fields fields, Answer answer) {
		this.membership.subscribe(client, fields.roomId(), fields.eventName("eventName"));
		return null;
	}

	@Nullable CompletionStage<?> subscribeAll(MemberClient client, Fields fields, Answer answer) {
		this.membership.subscribe(client, fields.roomId(), "*");
		return null;
	}

	@Nullable CompletionStage<?> unsubscribe(MemberClient client, Fields fields, Answer answer) {
		Room room = this.membership.room(fields.roomId());
		this.membership.unsubscribe(client, room.id(), fields.eventName("eventName"));
		return null;
	}

	@Nullable CompletionStage<?> list(MemberClient client, Fields fields, Answer answer) {
		answer.okList("dialogue:rooms", "rooms",
				this.rooms.all().stream().filter((room) -> room.definition().announced()).map(RoomInfo::of).toList());
		return null;
	}

	CompletionStage<?> create(MemberClient client, Fields fields, Answer answer) {
		if (!fields.hasTexts("id", "name")) {
			throw Fields.invalid("Room id and name are required");
		}
		if (!this.clientRooms.enabled()) {
			throw new DialogueException(ErrorCode.PERMISSION_DENIED, "Clients may not create rooms");
		}
		RoomDefinition definition = definition(client, fields);
		RateLimitRequest permit = new RateLimitRequest(RateLimitedAction.CREATE_ROOM, client, null, null);
		return this.rateLimiter.tryAcquire(permit).thenCompose((wait) -> {
			if (wait.compareTo(Duration.ZERO) > 0) {
				throw new DialogueException(ErrorCode.RATE_LIMITED,
						"Too many new rooms. Please wait before trying again.", wait, null);
			}
			return this.rooms.create(definition);
		}).thenAccept((room) -> answer.ok(RoomInfo.of(room)));
	}

	private RoomDefinition definition(MemberClient client, Fields fields) {
		String id = fields.roomId("id");
		String name = String.valueOf(fields.optionalLabel("name", this.limits.maxNameLength()));
		String description = fields.optionalLabel("description", this.limits.maxDescriptionLength());
		Integer cap = this.clientRooms.maxSize();
		Long seats = fields.optionalNumber("maxSize", 1, (cap != null) ? cap : Integer.MAX_VALUE);
		return this.clientRooms.define(id, name, description, (seats != null) ? seats.intValue() : null,
				client.userId());
	}

	CompletionStage<?> delete(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		Room room = this.membership.room(roomId);
		if (!client.userId().equals(room.createdById())) {
			throw new DialogueException(ErrorCode.PERMISSION_DENIED, "Only the room creator can delete this room");
		}
		return this.rooms.delete(roomId).thenAccept((deleted) -> {
			if (!deleted) {
				throw Membership.notFound(roomId);
			}
			answer.ok(Map.of("roomId", roomId));
		});
	}

}
