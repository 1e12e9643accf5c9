package io.dialogue.membership;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

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
import io.dialogue.room.RoomDefinition;
import io.dialogue.room.RoomEvents;
import io.dialogue.room.RoomTemplates;

/**
 * What clients do with rooms: join, leave, subscribe, and go.
 */
public final class Membership {

	private final ClientLimits limits;

	private final Admission admission;

	private final JoinFlow joinFlow;

	private final LeaveFlow leaveFlow;

	private final DisconnectFlow disconnectFlow;

	/**
	 * Creates the flows.
	 * @param parts what they work with
	 * @param limits what one client may hold
	 * @param maxReplay how many events one recovery replays at most
	 */
	public Membership(Parts parts, ClientLimits limits, int maxReplay) {
		this.limits = limits;
		this.leaveFlow = new LeaveFlow(parts.store(), parts.hooks());
		this.admission = new Admission(parts.directory(), parts.authorization(), this.leaveFlow);
		RoomOpening opening = new RoomOpening(parts.directory(), parts.rooms(), parts.templates(), parts.store(),
				parts.events());
		this.joinFlow = new JoinFlow(parts.store(), opening, this.admission, this.leaveFlow,
				new CatchUp(parts.broker(), maxReplay), parts.hooks(), limits);
		this.disconnectFlow = new DisconnectFlow(parts.store(), parts.hooks(), parts.clients(), parts.rateLimiter());
	}

	/**
	 * What one client may hold.
	 * @return the bounds
	 */
	ClientLimits limits() {
		return this.limits;
	}

	/**
	 * Lets a client join a room, which is created if a template provides for it.
	 * @param client the client
	 * @param roomId the room's id
	 * @param request how
	 * @return completes when it is a member and was told what it missed; fails with
	 * {@link DialogueException}
	 */
	public CompletionStage<Void> join(MemberClient client, String roomId, JoinRequest request) {
		return this.joinFlow.join(client, roomId, request);
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
		Seat seat = client.seats().findTaken(roomId);
		if (seat == null) {
			throw (this.admission.exists(roomId)) ? notAMember(roomId) : notFound(roomId);
		}
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
		Seat seat = client.seats().findTaken(roomId);
		if (seat != null) {
			seat.room().audience().unsubscribe(seat.participant(), eventName);
		}
	}

	/**
	 * Frees the seats of a client that has gone, at once, and calls the hooks later and
	 * in order with what the client asked for before. Does nothing if it was done before.
	 * @param client the client
	 * @param reason why it has gone
	 * @return completes when the seats are free; the hooks may not have run by then
	 */
	public CompletionStage<Void> disconnected(MemberClient client, DisconnectReason reason) {
		return this.disconnectFlow.disconnected(client, reason);
	}

	/**
	 * The room of a client's request.
	 * @param client the client
	 * @param roomId the room's id
	 * @return completes with the room; fails with {@link DialogueException} if it is not
	 * there, or if the client may not know of it
	 */
	public CompletionStage<? extends Room> visibleRoom(MemberClient client, String roomId) {
		return this.admission.visible(client, roomId);
	}

	/**
	 * The room of a member's request. A client that may not be a member any more is
	 * removed from the room.
	 * @param client the client
	 * @param roomId the room's id
	 * @return completes with the room; fails with {@link DialogueException} if it is not
	 * there, or if the client is no member
	 */
	public CompletionStage<Room> memberRoom(MemberClient client, String roomId) {
		return this.admission.seat(client, roomId).thenApply(Seat::room);
	}

	/**
	 * The room in which a client is.
	 * @param client the client
	 * @param roomId the room's id, or {@code null}
	 * @return what the room was made from, or {@code null} if the client is no member
	 */
	public @Nullable RoomDefinition joined(MemberClient client, @Nullable String roomId) {
		Seat seat = (roomId != null) ? client.seats().findTaken(roomId) : null;
		return (seat != null) ? seat.room().definition() : null;
	}

	/**
	 * Removes a client from the rooms in which it may not be any more.
	 * @param client the client
	 * @return completes when it is done
	 */
	public CompletionStage<Void> review(MemberClient client) {
		return this.admission.review(client);
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

	/**
	 * What the flows work with.
	 *
	 * @param directory the rooms
	 * @param rooms creates rooms
	 * @param templates the families of rooms
	 * @param authorization decides who may join and stay
	 * @param store counts the seats
	 * @param broker keeps the rooms' history
	 * @param events what rooms do with events
	 * @param hooks the hooks
	 * @param clients the clients
	 * @param rateLimiter forgets clients that have gone
	 */
	public record Parts(RoomDirectory directory, RoomManager rooms, RoomTemplates templates,
			RoomAuthorization authorization, MembershipStore store, EventBroker broker, RoomEvents events,
			HookRegistry hooks, InMemoryClientRegistry clients, RateLimiter rateLimiter) {

	}

}
