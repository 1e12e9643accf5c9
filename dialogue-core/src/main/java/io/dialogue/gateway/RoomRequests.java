package io.dialogue.gateway;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.dialogue.access.AccessAction;
import io.dialogue.client.ClientLimits;
import io.dialogue.client.MessageEncoder;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventName;
import io.dialogue.membership.JoinRequest;
import io.dialogue.membership.MemberClient;
import io.dialogue.membership.Membership;
import io.dialogue.membership.RoomAuthorization;
import io.dialogue.membership.RoomInfo;
import io.dialogue.membership.RoomList;
import io.dialogue.membership.RoomManager;
import io.dialogue.ratelimit.RateLimitRequest;
import io.dialogue.ratelimit.RateLimitedAction;
import io.dialogue.ratelimit.RateLimits;
import io.dialogue.room.Room;
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomTemplates;

/**
 * The requests about rooms: join, leave, subscribe, unsubscribe, list, create, delete.
 */
final class RoomRequests {

	private final Membership membership;

	private final RoomManager rooms;

	private final RateLimits rateLimits;

	private final RoomTemplates templates;

	private final RoomAuthorization authorization;

	private final ClientLimits clientLimits;

	private final GatewayLimits limits;

	private final MessageEncoder encoder;

	RoomRequests(Membership membership, RoomManager rooms, RoomTemplates templates, RoomAuthorization authorization,
			RateLimits rateLimits, ClientLimits clientLimits, GatewayLimits limits, MessageEncoder encoder) {
		this.membership = membership;
		this.rooms = rooms;
		this.rateLimits = rateLimits;
		this.templates = templates;
		this.authorization = authorization;
		this.clientLimits = clientLimits;
		this.limits = limits;
		this.encoder = encoder;
	}

	CompletionStage<?> join(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		JoinRequest request = new JoinRequest(true, fields.since(),
				fields.subscriptions(this.clientLimits.maxSubscriptions()),
				(joined) -> answer.ok("dialogue:joined", joined));
		return this.rateLimits.acquire(new RateLimitRequest(RateLimitedAction.JOIN, client, null, null))
			.thenCompose((permitted) -> this.membership.join(client, roomId, request));
	}

	CompletionStage<?> leave(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		return this.membership.leave(client, roomId, () -> answer.ok("dialogue:left", Map.of("roomId", roomId)));
	}

	CompletionStage<?> subscribe(MemberClient client, Fields fields, Answer answer) {
		return subscribe(client, fields.roomId(), fields.eventName("eventName"));
	}

	CompletionStage<?> subscribeAll(MemberClient client, Fields fields, Answer answer) {
		return subscribe(client, fields.roomId(), EventName.ANY);
	}

	private CompletionStage<?> subscribe(MemberClient client, String roomId, String eventName) {
		return this.membership.memberRoom(client, roomId)
			.thenAccept((room) -> this.membership.subscribe(client, room.id(), eventName));
	}

	CompletionStage<?> unsubscribe(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		String eventName = fields.eventName("eventName");
		return this.membership.visibleRoom(client, roomId)
			.thenAccept((room) -> this.membership.unsubscribe(client, room.id(), eventName));
	}

	CompletionStage<?> list(MemberClient client, Fields fields, Answer answer) {
		return this.rateLimits.acquire(new RateLimitRequest(RateLimitedAction.LIST_ROOMS, client, null, null))
			.thenCompose((permitted) -> this.authorization.visible(client, this.rooms.announced()))
			.thenAccept((visible) -> answer.okRooms(RoomList.of(visible, this.encoder), this.encoder));
	}

	CompletionStage<?> create(MemberClient client, Fields fields, Answer answer) {
		if (!fields.hasTexts("id", "name")) {
			throw Fields.invalid("Room id and name are required");
		}
		RoomCreation creation = RoomCreation.of(fields, this.limits, this.templates);
		RateLimitRequest permit = new RateLimitRequest(RateLimitedAction.CREATE_ROOM, client, null, null);
		return this.rateLimits.acquire(permit)
			.thenCompose((permitted) -> create(client, creation))
			.thenAccept((room) -> answer.ok(RoomInfo.of(room)));
	}

	/** What is there is told only to those who may see it. */
	private CompletionStage<Room> create(MemberClient client, RoomCreation creation) {
		Room other = this.rooms.find(creation.id());
		RoomDefinition definition = creation.define(client.userId());
		CompletionStage<Boolean> seen = (other != null) ? this.authorization.sees(client, other.definition())
				: CompletableFuture.completedStage(false);
		return seen.thenCompose((taken) -> {
			if (taken) {
				throw new DialogueException(ErrorCode.ROOM_EXISTS, "Room '" + creation.id() + "' already exists");
			}
			if (definition == null || other != null) {
				throw mayNotCreate();
			}
			return create(client, definition);
		});
	}

	private CompletionStage<Room> create(MemberClient client, RoomDefinition definition) {
		return this.authorization.permits(AccessAction.CREATE, client, definition, null).thenCompose((permitted) -> {
			if (!permitted) {
				throw mayNotCreate();
			}
			return this.rooms.create(definition);
		});
	}

	private static DialogueException mayNotCreate() {
		return new DialogueException(ErrorCode.PERMISSION_DENIED, "Clients may not create such rooms");
	}

	CompletionStage<?> delete(MemberClient client, Fields fields, Answer answer) {
		String roomId = fields.roomId();
		return this.membership.visibleRoom(client, roomId)
			.thenCompose((room) -> delete(client, room))
			.thenAccept((deleted) -> {
				if (!deleted) {
					throw Membership.notFound(roomId);
				}
				answer.ok(Map.of("roomId", roomId));
			});
	}

	/** Another room may have the id by the time at which this one may be deleted. */
	private CompletionStage<Boolean> delete(MemberClient client, Room room) {
		return this.authorization.permits(AccessAction.DELETE, client, room.definition(), null)
			.thenCompose((permitted) -> {
				if (!permitted) {
					throw new DialogueException(ErrorCode.PERMISSION_DENIED,
							"Only the room creator can delete this room");
				}
				return this.rooms.delete(room);
			});
	}

}
