package io.dialogue.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may connect.
 *
 * @param requireAuthentication Whether to refuse to start if nothing authenticates
 * clients, so that they would name themselves.
 * @param allowAnonymous Whether clients that bring no credentials are let in, without a
 * name of their own. Without effect where an Authenticator of the application decides, or
 * nothing authenticates.
 * @param token Tokens (JWT).
 * @param session HTTP sessions.
 * @param certificate Client certificates.
 * @param maxRevocations How many users' revocations are remembered; beyond, what was
 * issued before the oldest of them is refused to everybody.
 */
@ConfigurationProperties("dialogue.security")
public record DialogueSecurityProperties(@DefaultValue("false") boolean requireAuthentication,
		@DefaultValue("false") boolean allowAnonymous, @DefaultValue Token token, @DefaultValue Session session,
		@DefaultValue Certificate certificate, @DefaultValue("100000") int maxRevocations) {

	/**
	 * Tokens (JWT).
	 *
	 * @param enabled Whether clients are recognised by a JWT, where the application has a
	 * JwtDecoder or ReactiveJwtDecoder.
	 */
	public record Token(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * HTTP sessions.
	 *
	 * @param enabled Whether clients are recognised by the HTTP session in which they
	 * logged in, where Spring Security guards the application.
	 */
	public record Session(@DefaultValue("true") boolean enabled) {

	}

	/**
	 * Client certificates.
	 *
	 * @param enabled Whether clients are recognised by their certificate, where TLS asks
	 * for one.
	 */
	public record Certificate(@DefaultValue("true") boolean enabled) {

	}

}
