package io.dialogue.autoconfigure.security;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;

import io.dialogue.client.ClientIdentity;
import io.dialogue.hook.AuthenticationResult;

/**
 * The user who logged in to an HTTP session.
 */
final class SessionUser {

	/** Where Spring Security keeps it, on servlets and on WebFlux. */
	static final String ATTRIBUTE = "SPRING_SECURITY_CONTEXT";

	private SessionUser() {
	}

	/**
	 * Reads the user.
	 * @param attribute what the session holds under {@link #ATTRIBUTE}
	 * @param created when the session was created
	 * @return the answer, or {@code null} if nobody logged in
	 */
	static @Nullable AuthenticationResult of(@Nullable Object attribute, Instant created) {
		Authentication authentication = (attribute instanceof SecurityContext context) ? context.getAuthentication()
				: null;
		if (authentication == null || !authentication.isAuthenticated()
				|| authentication instanceof AnonymousAuthenticationToken) {
			return null;
		}
		ClientIdentity identity = Identities.of(authentication);
		if (identity == null) {
			return AuthenticationResult.reject("The session's user has no name");
		}
		Instant login = Identities.loginTime(authentication);
		return AuthenticationResult.accept(identity.withIssuedAt((login != null) ? login : created));
	}

}
