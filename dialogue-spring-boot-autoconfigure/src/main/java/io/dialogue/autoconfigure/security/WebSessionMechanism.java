package io.dialogue.autoconfigure.security;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.WebSessionManager;
import reactor.core.publisher.Mono;

import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;

/**
 * Recognises clients by the WebFlux session in which they logged in, wherever the
 * application keeps sessions.
 */
final class WebSessionMechanism implements AuthenticationMechanism, Ordered {

	/** Of no account without a body, but asked for. */
	private final ServerCodecConfigurer codecs = ServerCodecConfigurer.create();

	private final WebSessionManager manager;

	WebSessionMechanism(WebSessionManager manager) {
		this.manager = manager;
	}

	@Override
	public int getOrder() {
		return SESSION;
	}

	@Override
	public CompletionStage<@Nullable AuthenticationResult> authenticate(Handshake handshake) {
		HandshakeExchange exchange = new HandshakeExchange(handshake, this.manager, this.codecs);
		if (this.manager instanceof DefaultWebSessionManager known
				&& known.getSessionIdResolver().resolveSessionIds(exchange).isEmpty()) {
			return CompletableFuture.completedStage(null);
		}
		Mono<AuthenticationResult> user = exchange.getSession().mapNotNull(WebSessionMechanism::user);
		return user.toFuture();
	}

	private static @Nullable AuthenticationResult user(WebSession session) {
		return SessionUser.of(session.getAttribute(SessionUser.ATTRIBUTE), session.getCreationTime());
	}

}
