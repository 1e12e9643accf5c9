package io.dialogue.gateway;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientIdentity;

/**
 * The secrets with which clients take over their own former connection. Bound to the
 * user, and bounded in time (from the end of the connection) and count.
 * <p>
 * Each connection has a new secret. The one that opened it stays good as well until a
 * newer one is used, because a client whose connection fails at once never learns the new
 * one. So do those in between: an attempt that the client gave up may come through late,
 * after the next one with the same secret, and must not end what the client learned from
 * that one.
 */
final class Sessions {

	/** Sessions of connections that have gone; beyond, the oldest are forgotten. */
	private static final int MAX_ENDED = 100_000;

	/** How many earlier secrets are good beside a session's own. */
	private static final int MAX_EARLIER = 8;

	private final SecureRandom random = new SecureRandom();

	private final Map<SessionSecret, Ticket> bySecret = new HashMap<>();

	/** Those that ended, in this order, and when. */
	private final Map<Ticket, Long> ended = new LinkedHashMap<>();

	private final long lifetimeNanos;

	Sessions(Duration lifetime) {
		this.lifetimeNanos = lifetime.toNanos();
	}

	/**
	 * Opens a session, in place of the one of which the client knows the secret.
	 * @param session the session
	 * @param identity who its client is
	 * @param named whether the user id is more than the connection's own id
	 * @param presented what the client sent as secret, or {@code null}; of no account if
	 * it is not good, or another user's
	 * @return the session's ticket, and what it takes over
	 */
	synchronized Opened open(DefaultGatewaySession session, ClientIdentity identity, boolean named,
			@Nullable String presented) {
		SessionSecret known = (presented != null) ? SessionSecret.parse(presented) : null;
		Ticket former = (known != null) ? find(known, identity, named) : null;
		if (known == null || former == null) {
			return register(new Ticket(this.random, List.of(), identity, session), null);
		}
		forget(former);
		ClientIdentity owner = identity.authenticated() ? identity : former.identity;
		return register(new Ticket(this.random, earlier(former, known), owner, session), former.session);
	}

	/**
	 * The presented secret, and those that are newer: the client may have learned them.
	 * Of the former session, the secret alone is kept.
	 */
	private static List<SessionSecret> earlier(Ticket former, SessionSecret presented) {
		List<SessionSecret> secrets = new ArrayList<>(former.earlier);
		secrets.add(new SessionSecret(former));
		List<SessionSecret> good = new ArrayList<>(secrets.subList(secrets.indexOf(presented), secrets.size()));
		while (good.size() > MAX_EARLIER) {
			good.remove(1);
		}
		return good;
	}

	private @Nullable Ticket find(SessionSecret secret, ClientIdentity identity, boolean named) {
		Ticket ticket = this.bySecret.get(secret);
		return (ticket != null && isSame(ticket.identity, identity, named) && !isExpired(ticket, System.nanoTime()))
				? ticket : null;
	}

	private static boolean isSame(ClientIdentity owner, ClientIdentity identity, boolean named) {
		return owner.authenticated() == identity.authenticated()
				&& (owner.userId().equals(identity.userId()) || (!identity.authenticated() && !named));
	}

	private Opened register(Ticket ticket, @Nullable DefaultGatewaySession takenOver) {
		this.bySecret.put(ticket, ticket);
		ticket.earlier.forEach((secret) -> this.bySecret.put(secret, ticket));
		return new Opened(ticket, takenOver);
	}

	private void forget(Ticket ticket) {
		this.bySecret.remove(ticket, ticket);
		ticket.earlier.forEach((secret) -> this.bySecret.remove(secret, ticket));
		this.ended.remove(ticket);
	}

	/**
	 * Notes that a session's connection has gone. Does nothing if it was taken over.
	 * @param ticket the session's ticket
	 */
	synchronized void ended(Ticket ticket) {
		if (this.bySecret.get(ticket) != ticket || ticket.session == null) {
			return;
		}
		long now = System.nanoTime();
		ticket.session = null;
		this.ended.put(ticket, now);
		Iterator<Ticket> oldest = this.ended.keySet().iterator();
		while (oldest.hasNext()) {
			Ticket next = oldest.next();
			if (this.ended.size() <= MAX_ENDED && !isExpired(next, now)) {
				return;
			}
			oldest.remove();
			forget(next);
		}
	}

	/**
	 * Forgets the sessions of a user, so that none is taken over any more.
	 * @param userId the user's id
	 * @return those that have a connection, or are about to
	 */
	synchronized List<DefaultGatewaySession> revoke(String userId) {
		List<Ticket> revoked = this.bySecret.values()
			.stream()
			.filter((ticket) -> ticket.identity.userId().equals(userId))
			.distinct()
			.toList();
		revoked.forEach(this::forget);
		return revoked.stream().map((ticket) -> ticket.session).filter(Objects::nonNull).toList();
	}

	private boolean isExpired(Ticket ticket, long now) {
		Long endedAt = this.ended.get(ticket);
		return endedAt != null && now - endedAt > this.lifetimeNanos;
	}

	/**
	 * A session and what it takes over.
	 *
	 * @param ticket the session's ticket
	 * @param takenOver the session whose connection is still there, or {@code null}
	 */
	record Opened(Ticket ticket, @Nullable DefaultGatewaySession takenOver) {

	}

	/**
	 * A session's own secret and what it brings back. One object, its own key in the map,
	 * because every connection has one.
	 */
	static final class Ticket extends SessionSecret {

		private final List<SessionSecret> earlier;

		private final ClientIdentity identity;

		private @Nullable DefaultGatewaySession session;

		private Ticket(SecureRandom random, List<SessionSecret> earlier, ClientIdentity identity,
				DefaultGatewaySession session) {
			super(random);
			this.earlier = List.copyOf(earlier);
			this.identity = identity;
			this.session = session;
		}

		/** Who the session's client is. */
		ClientIdentity identity() {
			return this.identity;
		}

	}

}
