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

	private final Map<SessionSecret, Entry> bySecret = new HashMap<>();

	/** Those that ended, in this order, and when. */
	private final Map<Entry, Long> ended = new LinkedHashMap<>();

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
	 * @return the session's secret, and what it takes over
	 */
	synchronized Opened open(DefaultGatewaySession session, ClientIdentity identity, boolean named,
			@Nullable String presented) {
		SessionSecret fresh = SessionSecret.random(this.random);
		SessionSecret known = (presented != null) ? SessionSecret.parse(presented) : null;
		Entry former = (known != null) ? find(known, identity, named) : null;
		if (known == null || former == null) {
			return register(new Entry(fresh, List.of(), identity, session), null);
		}
		forget(former);
		ClientIdentity owner = identity.authenticated() ? identity : former.identity;
		return register(new Entry(fresh, earlier(former, known), owner, session), former.session);
	}

	/**
	 * The presented secret, and those that are newer: the client may have learned them.
	 */
	private static List<SessionSecret> earlier(Entry former, SessionSecret presented) {
		List<SessionSecret> secrets = new ArrayList<>(former.earlier);
		secrets.add(former.secret);
		List<SessionSecret> good = new ArrayList<>(secrets.subList(secrets.indexOf(presented), secrets.size()));
		while (good.size() > MAX_EARLIER) {
			good.remove(1);
		}
		return good;
	}

	private @Nullable Entry find(SessionSecret secret, ClientIdentity identity, boolean named) {
		Entry entry = this.bySecret.get(secret);
		return (entry != null && isSame(entry.identity, identity, named) && !isExpired(entry, System.nanoTime()))
				? entry : null;
	}

	private static boolean isSame(ClientIdentity owner, ClientIdentity identity, boolean named) {
		return owner.authenticated() == identity.authenticated()
				&& (owner.userId().equals(identity.userId()) || (!identity.authenticated() && !named));
	}

	private Opened register(Entry entry, @Nullable DefaultGatewaySession takenOver) {
		this.bySecret.put(entry.secret, entry);
		entry.earlier.forEach((secret) -> this.bySecret.put(secret, entry));
		return new Opened(entry.secret, entry.identity, takenOver);
	}

	private void forget(Entry entry) {
		this.bySecret.remove(entry.secret, entry);
		entry.earlier.forEach((secret) -> this.bySecret.remove(secret, entry));
		this.ended.remove(entry);
	}

	/**
	 * Notes that a session's connection has gone. Does nothing if it was taken over.
	 * @param secret the session's secret
	 * @param session the session
	 */
	synchronized void ended(SessionSecret secret, DefaultGatewaySession session) {
		Entry entry = this.bySecret.get(secret);
		if (entry == null || entry.session != session) {
			return;
		}
		long now = System.nanoTime();
		entry.session = null;
		this.ended.put(entry, now);
		Iterator<Entry> oldest = this.ended.keySet().iterator();
		while (oldest.hasNext()) {
			Entry next = oldest.next();
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
		List<Entry> revoked = this.bySecret.values()
			.stream()
			.filter((entry) -> entry.identity.userId().equals(userId))
			.distinct()
			.toList();
		revoked.forEach(this::forget);
		return revoked.stream().map((entry) -> entry.session).filter(Objects::nonNull).toList();
	}

	private boolean isExpired(Entry entry, long now) {
		Long endedAt = this.ended.get(entry);
		return endedAt != null && now - endedAt > this.lifetimeNanos;
	}

	/**
	 * A session and what it takes over.
	 *
	 * @param secret its secret
	 * @param identity who its client is
	 * @param takenOver the session whose connection is still there, or {@code null}
	 */
	record Opened(SessionSecret secret, ClientIdentity identity, @Nullable DefaultGatewaySession takenOver) {

	}

	private static final class Entry {

		private final SessionSecret secret;

		private final List<SessionSecret> earlier;

		private final ClientIdentity identity;

		private @Nullable DefaultGatewaySession session;

		private Entry(SessionSecret secret, List<SessionSecret> earlier, ClientIdentity identity,
				DefaultGatewaySession session) {
			this.secret = secret;
			this.earlier = List.copyOf(earlier);
			this.identity = identity;
			this.session = session;
		}

	}

}
