package io.dialogue.gateway;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.dialogue.client.ClientIdentity;

/**
 * The secrets with which clients take over their own former connection. Bound to the
 * user, and bounded in time (from the end of the connection) and count.
 */
final class Sessions {

	/** Sessions of connections that have gone; beyond, the oldest are forgotten. */
	private static final int MAX_ENDED = 100_000;

	private static final int SECRET_BYTES = 24;

	private final SecureRandom random = new SecureRandom();

	private final Map<String, DefaultGatewaySession> live = new HashMap<>();

	private final Map<String, Ended> ended = new LinkedHashMap<>();

	private final long lifetimeNanos;

	Sessions(Duration lifetime) {
		this.lifetimeNanos = lifetime.toNanos();
	}

	/** Opens a session. */
	synchronized String open(DefaultGatewaySession session) {
		byte[] bytes = new byte[SECRET_BYTES];
		this.random.nextBytes(bytes);
		String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		this.live.put(secret, session);
		return secret;
	}

	/** Notes that a session's connection has gone. */
	synchronized void ended(String secret, ClientIdentity identity) {
		if (this.live.remove(secret) != null) {
			long now = System.nanoTime();
			this.ended.put(secret, new Ended(identity, now));
			Iterator<Ended> oldest = this.ended.values().iterator();
			while (oldest.hasNext() && isStale(oldest.next(), now)) {
				oldest.remove();
			}
		}
	}

	private boolean isStale(Ended session, long now) {
		return this.ended.size() > MAX_ENDED || now - session.time() > this.lifetimeNanos;
	}

	/**
	 * Ends a session in favour of a new connection.
	 * @param secret what the client sent
	 * @param identity who the new connection is
	 * @param named whether the new connection's user id is more than its own id
	 * @return what it takes over, or null if the secret is not its own
	 */
	synchronized @Nullable TakenOver takeOver(String secret, ClientIdentity identity, boolean named) {
		DefaultGatewaySession session = this.live.get(secret);
		Ended former = this.ended.get(secret);
		ClientIdentity owner = (session != null) ? session.identity() : ((former != null) ? former.identity() : null);
		if (owner == null || !isSame(owner, identity, named)
				|| (former != null && System.nanoTime() - former.time() > this.lifetimeNanos)) {
			return null;
		}
		this.live.remove(secret);
		this.ended.remove(secret);
		return new TakenOver(session, owner);
	}

	private static boolean isSame(ClientIdentity owner, ClientIdentity identity, boolean named) {
		return owner.authenticated() == identity.authenticated()
				&& (owner.userId().equals(identity.userId()) || (!identity.authenticated() && !named));
	}

	private record Ended(ClientIdentity identity, long time) {

	}

	/**
	 * What a new connection takes over.
	 *
	 * @param session the session whose connection is still there, or null
	 * @param identity who its client is
	 */
	record TakenOver(@Nullable DefaultGatewaySession session, ClientIdentity identity) {

	}

}
