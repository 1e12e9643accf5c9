package io.dialogue.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.OutboundMessage;
import io.dialogue.event.EncodedEvent;
import io.dialogue.event.EventName;

/**
 * The members of a room on this node, and which of them receives which event. Handing an
 * event over costs its subscribers, not the members. All changes and hand-overs of one
 * room are serialised by one lock, under which messages are only put into queues.
 */
public final class RoomAudience {

	/**
	 * Events held back for a member that catches up; more are read again from the log.
	 */
	private static final int MAX_HELD = 1024;

	/** What a member may be sent at once when it goes live, in bytes. */
	private static final int MAX_LAST = 16 * 1024;

	private final Map<String, Participant> members = new ConcurrentHashMap<>();

	private final Map<String, Subscribers> byEvent = new HashMap<>();

	private final Subscribers toAll = new Subscribers();

	private final Set<Participant> catchingUp = new HashSet<>();

	private boolean closed;

	/**
	 * Adds a member that is catching up: events are held back for it until
	 * {@link #goLive}.
	 * @param participant the member
	 * @param subscriptions the names of the events that it receives
	 * @return {@code false} if the room was deleted
	 */
	public synchronized boolean enter(Participant participant, Collection<String> subscriptions) {
		if (this.closed) {
			return false;
		}
		this.members.put(participant.client().id(), participant);
		participant.subscriptions().addAll(subscriptions);
		holdBack(participant);
		return true;
	}

	/**
	 * Lets a member catch up once more, with other subscriptions. Does nothing if it has
	 * left meanwhile.
	 * @param participant the member
	 * @param subscriptions the names of the events that it receives from now on, or
	 * {@code null} to leave them as they are
	 */
	public synchronized void enterAgain(Participant participant, @Nullable Collection<String> subscriptions) {
		if (!isMember(participant)) {
			return;
		}
		participant.subscriptions().forEach((name) -> removeFrom(name, participant));
		if (subscriptions != null) {
			participant.subscriptions().clear();
			participant.subscriptions().addAll(subscriptions);
		}
		holdBack(participant);
	}

	private void holdBack(Participant participant) {
		participant.catchUp();
		this.catchingUp.add(participant);
	}

	/**
	 * Goes on with a member that catches up. If little was held back that it has not got,
	 * it is sent, and from now on everything at once; if it was more, that is for the
	 * caller to send before it calls again.
	 * @param participant the member
	 * @param reached the offset up to which it got events
	 * @return what to send, nothing if the member is live, or none any more; {@code null}
	 * if too much was held back, so that the log must be read again after {@code reached}
	 */
	public synchronized @Nullable Backlog proceed(Participant participant, long reached) {
		Backlog backlog = isMember(participant) ? participant.takeHeld(reached) : Backlog.of(reached, Stream.of());
		if (backlog == null || backlog.bytes() > MAX_LAST) {
			return backlog;
		}
		backlog.messages().forEach(participant.connection()::send);
		goLive(participant);
		return Backlog.of(backlog.reached(), Stream.of());
	}

	private void goLive(Participant participant) {
		if (isMember(participant)) {
			participant.goLive();
			this.catchingUp.remove(participant);
			participant.subscriptions().forEach((name) -> addTo(name, participant));
		}
	}

	/**
	 * Sends something to a member, before anybody can tell it that it is none any more.
	 * @param participant the member
	 * @param sending puts what is to be sent into the connection's queue; must not block
	 * @return {@code false} if it has left, so that nothing was sent
	 */
	public synchronized boolean send(Participant participant, Runnable sending) {
		if (!isMember(participant)) {
			return false;
		}
		sending.run();
		return true;
	}

	/**
	 * Removes a member.
	 * @param participant the member
	 * @return whether it was one
	 */
	public synchronized boolean leave(Participant participant) {
		this.catchingUp.remove(participant);
		participant.subscriptions().forEach((name) -> removeFrom(name, participant));
		return this.members.remove(participant.client().id(), participant);
	}

	/**
	 * Closes the audience for ever: nobody enters any more.
	 * @return the members that were there
	 */
	public synchronized Collection<Participant> close() {
		this.closed = true;
		List<Participant> left = new ArrayList<>(this.members.values());
		left.forEach(this::leave);
		return left;
	}

	/**
	 * Closes the audience for ever, if nobody is there.
	 * @return whether it is closed now
	 */
	public synchronized boolean closeIfEmpty() {
		this.closed |= this.members.isEmpty();
		return this.closed;
	}

	/**
	 * Whether nobody is there.
	 * @return {@code true} if there is no member on this node
	 */
	public boolean isEmpty() {
		return this.members.isEmpty();
	}

	/**
	 * Subscribes a member to an event.
	 * @param participant the member
	 * @param eventName the event's name, or {@code *}
	 * @param limit how many subscriptions it may have
	 * @return {@code false} if it has so many already
	 */
	public synchronized boolean subscribe(Participant participant, String eventName, int limit) {
		Set<String> subscriptions = participant.subscriptions();
		if (subscriptions.contains(eventName)) {
			return true;
		}
		if (subscriptions.size() >= limit) {
			return false;
		}
		subscriptions.add(eventName);
		if (isMember(participant) && !participant.isCatchingUp()) {
			addTo(eventName, participant);
		}
		return true;
	}

	/**
	 * Ends a member's subscription.
	 * @param participant the member
	 * @param eventName the event's name, or {@code *}
	 */
	public synchronized void unsubscribe(Participant participant, String eventName) {
		if (participant.subscriptions().remove(eventName) && !participant.isCatchingUp()) {
			removeFrom(eventName, participant);
		}
	}

	/**
	 * Whether a member receives an event.
	 * @param participant the member
	 * @param eventName the event's name
	 * @return {@code true} if it is subscribed to it, or to all
	 */
	public synchronized boolean receives(Participant participant, String eventName) {
		return participant.receives(eventName);
	}

	/**
	 * A member's subscriptions.
	 * @param participant the member
	 * @return a copy
	 */
	public synchronized Set<String> subscriptions(Participant participant) {
		return new LinkedHashSet<>(participant.subscriptions());
	}

	/**
	 * Looks up a member.
	 * @param clientId the client's id
	 * @return the member, or {@code null}
	 */
	public @Nullable Participant find(String clientId) {
		return this.members.get(clientId);
	}

	/**
	 * The members on this node.
	 * @return a view, weakly consistent
	 */
	public Collection<Participant> members() {
		return this.members.values();
	}

	/**
	 * Hands an event over to its subscribers, one copy each.
	 * @param event the event
	 * @param message the event as a message
	 * @param exceptClientId a client that does not receive it, or {@code null}
	 * @return the number of recipients
	 */
	public synchronized int handOver(EncodedEvent event, OutboundMessage message, @Nullable String exceptClientId) {
		Participant except = (exceptClientId != null) ? this.members.get(exceptClientId) : null;
		int recipients = holdFor(event, message, except);
		Subscribers subscribers = this.byEvent.get(event.name());
		if (subscribers != null) {
			recipients += subscribers.send(message, (except != null) ? except.connection() : null);
		}
		return recipients + this.toAll.send(message, (except != null) ? except.connection() : null);
	}

	private int holdFor(EncodedEvent event, OutboundMessage message, @Nullable Participant except) {
		int count = 0;
		for (Participant participant : this.catchingUp) {
			if (participant != except && participant.receives(event.name())) {
				participant.hold(event, message, MAX_HELD);
				count++;
			}
		}
		return count;
	}

	/**
	 * Whether somebody is a member.
	 * @param participant who
	 * @return {@code false} if it has left, or if the room was deleted
	 */
	public boolean isMember(Participant participant) {
		return this.members.get(participant.client().id()) == participant;
	}

	/** A member that receives all events is in no other set, so that it gets one copy. */
	private void addTo(String eventName, Participant participant) {
		if (eventName.equals(EventName.ANY)) {
			participant.subscriptions().forEach((name) -> drop(name, participant));
			this.toAll.add(participant.connection());
		}
		else if (!participant.subscriptions().contains(EventName.ANY)) {
			this.byEvent.computeIfAbsent(eventName, (name) -> new Subscribers()).add(participant.connection());
		}
	}

	private void removeFrom(String eventName, Participant participant) {
		if (eventName.equals(EventName.ANY)) {
			this.toAll.remove(participant.connection());
			if (isMember(participant) && !participant.subscriptions().contains(EventName.ANY)) {
				participant.subscriptions().forEach((name) -> addTo(name, participant));
			}
		}
		else {
			drop(eventName, participant);
		}
	}

	private void drop(String eventName, Participant participant) {
		Subscribers subscribers = this.byEvent.get(eventName);
		if (subscribers != null) {
			subscribers.remove(participant.connection());
			if (subscribers.isEmpty()) {
				this.byEvent.remove(eventName);
			}
		}
	}

}
