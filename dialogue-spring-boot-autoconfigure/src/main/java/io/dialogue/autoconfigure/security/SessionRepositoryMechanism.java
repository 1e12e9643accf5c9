package io.dialogue.autoconfigure.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;

/**
 * Recognises clients by the HTTP session in which they logged in, where Spring Session
 * keeps it. A session that has ended counts as none.
 */
final class SessionRepositoryMechanism implements AuthenticationMechanism, Ordered {

	/** Longer than what any session's id comes to, and shorter than what would hurt. */
	private static final int MAX_LENGTH = 1024;

	private final SessionRepository<? extends Session> sessions;

	private final String cookieName;

	SessionRepositoryMechanism(SessionRepository<? extends Session> sessions, String cookieName) {
		this.sessions = sessions;
		this.cookieName = cookieName;
	}

	@Override
	public int getOrder() {
		return SESSION;
	}

	@Override
	public CompletionStage<@Nullable AuthenticationResult> authenticate(Handshake handshake) {
		String cookie = handshake.cookies().get(this.cookieName);
		if (cookie == null || cookie.isEmpty() || cookie.length() > MAX_LENGTH) {
			return CompletableFuture.completedStage(null);
		}
		Session session = find(cookie);
		return CompletableFuture.completedStage((session != null && !session.isExpired())
				? SessionUser.of(session.getAttribute(SessionUser.ATTRIBUTE), session.getCreationTime()) : null);
	}

	/** Spring Session writes cookies in Base64, unless it is told not to. */
	private @Nullable Session find(String cookie) {
		String decoded = decode(cookie);
		Session session = (decoded != null) ? this.sessions.findById(decoded) : null;
		return (session != null) ? session : this.sessions.findById(cookie);
	}

	private static @Nullable String decode(String cookie) {
		try {
			return new String(Base64.getDecoder().decode(cookie), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
