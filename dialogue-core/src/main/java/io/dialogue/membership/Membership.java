package io.dialogue.membership;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.dialogue.broker.EventBroker;
import io.dialogue.client.ClientLimits;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.InMemoryClientRegistry;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.event.EventName;
import io.dialogue.hook.HookRegistry;
import io.dialogue.ratelimit.RateLimiter;
import io.dialogue.room.Room;

/**
 * What clients do with rooms: join, leave, subscribe, and go.
 */
public final class Membership {

	private final RoomDirectory directory;

	private final ClientLimits limits;

	private final JoinFlow joinFlow;

	private final LeaveFlow leaveFlow;

	private final DisconnectFlow disconnectFlow;

	/**
	 * Creates the flows.
	 * @param directory the rooms
	 * @param store counts the seats
	 * @param broker keeps the rooms' history
	 * @param hooks the hooks
	 * @param clients the clients
	 * @param rateLimiter forgets clients that have gone
	 * @param limits what one client may hold
	 * @param maxReplay how many events one recovery replays at most
	 */
	public Membership(RoomDirectory directory, MembershipStore store, EventBroker broker, HookRegistry hooks,
			InMemoryClientRegistry clients, RateLimiter rateLimiter, ClientLimits limits, int maxReplay) {
		this.directory = directory;
		this.limits = limits;
		this.joinFlow = new JoinFlow(store, new CatchUp(broker, maxReplay), hooks, limits);
		this.leaveFlow = new LeaveFlow(store, hooks);
		this.disconnectFlow = new DisconnectFlow(store, hooks, clients, rateLimiter);
	}

	/**
	 * Lets a client join a room.
	 * @param client the client
	 * @param roomId the room's id
	 * @param request how
	 * @return completes when it is a member and was told what it missed; fails with
	 * {@link DialogueException}
	 */
	public CompletionStage<Void> join(MemberClient client, String roomId, JoinRequest request) {
		ManagedRoom room = this.directory.find(roomId);
		return (room != null) ? this.joinFlow.join(client, room, request)
				: CompletableFuture.failedFuture(notFound(roomId));
	}

	/**
	 * Lets a client leave a room.
	 * @param client the client
	 * @param roomId the room's id
	 * @param confirm called if it was a member, once it is none any more
	 * @return completes with whether it was a member
	 */
	public CompletionStage<Boolean> leave(MemberClient client, String roomId, Runnable confirm) {
		return this.leaveFlow.leave(client, roomId, confirm);
	}

	/**
	 * Subscribes a client to an event of a room in which it is.
	 * @param client the client
	 * @param roomId the room's id
	 * @param eventName the event's name, or {@code *}
	 */
	public void subscribe(MemberClient client, String roomId, String eventName) {
		Seat seat = seat(client, roomId);
		if (!eventName.equals(EventName.ANY) && !EventName.isValid(eventName)) {
			throw new DialogueException(ErrorCode.INVALID_REQUEST, "eventName is not a name of an event");
		}
		if (!seat.room().audience().subscribe(seat.participant(), eventName, this.limits.maxSubscriptions())) {
			throw new DialogueException(ErrorCode.RATE_LIMITED, "There may be " + this.limits.maxSubscriptions()
					+ " subscriptions in a room at most; end one first");
		}
	}

	/**
	 * Ends a client's subscription. Does nothing if there is none.
	 * @param client the client
	 * @param roomId the room's id
	 * @param eventName the event's name, or {@code *}
	 */
	public void unsubscribe(MemberClient client, String roomId, String eventName) {
		Seat seat = client.takenSeat(roomId);
		if (seat != null) {
			seat.room().audience().unsubscribe(seat.participant(), eventName);
		}
	}

	/**
	 * Frees the seats of a client that has gone, at once, and calls the hooks later and
	 * in order with what the client asked for before. Does nothing if it was done before.
	 * @param client the client
	 * @param reason why it has gone
	 */
	public void disconnected(MemberClient client, DisconnectReason reason) {
		this.disconnectFlow.disconnected(client, reason);
	}

	/**
	 * The room of a client's request.
	 * @param roomId the room's id
	 * @return the room
	 * @throws DialogueException if there is none
	 */
	public Room room(String roomId) {
		ManagedRoom room = this.directory.find(roomId);
		if (room == null) {
			throw notFound(roomId);
		}
		return room;
	}

	private Seat seat(MemberClient client, String roomId) {
		room(roomId);
		Seat seat = client.takenSeat(roomId);
		if (seat == null) {
			throw notAMember(roomId);
		}
		return seat;
	}

	/**
	 * Says that a client needs a seat first.
	 * @param roomId the room's id
	 * @return the refusal
	 */
	public static DialogueException notAMember(String roomId) {
		return new DialogueException(ErrorCode.NOT_A_MEMBER, "Join room '" + roomId + "' first");
	}

	/**
	 * Says that a room is not there, or may not be seen.
	 * @param roomId the room's id
	 * @return the refusal
	 */
	public static DialogueException notFound(String roomId) {
		return new DialogueException(ErrorCode.ROOM_NOT_FOUND, "Room '" + roomId + "' does not exist");
	}

}
