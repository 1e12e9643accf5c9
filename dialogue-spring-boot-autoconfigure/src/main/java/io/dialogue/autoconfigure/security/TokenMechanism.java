package io.dialogue.autoconfigure.security;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;

/**
 * Recognises clients by a JWT in {@code auth.token}, or else in the header
 * {@code Authorization: Bearer}.
 */
final class TokenMechanism implements AuthenticationMechanism, Ordered {

	private static final Logger logger = LoggerFactory.getLogger(TokenMechanism.class);

	/** The longest token, in characters: well above what header limits let through. */
	private static final int MAX_LENGTH = 16 * 1024;

	private static final String BEARER = "Bearer ";

	private final TokenDecoder decoder;

	private final AuthenticationConverter converter;

	/**
	 * Creates a mechanism.
	 * @param decoder verifies tokens
	 * @param converter makes an authentication of a token, with its authorities
	 */
	TokenMechanism(TokenDecoder decoder, AuthenticationConverter converter) {
		this.decoder = decoder;
		this.converter = converter;
	}

	@Override
	public int getOrder() {
		return TOKEN;
	}

	@Override
	public CompletionStage<@Nullable AuthenticationResult> authenticate(Handshake handshake) {
		Object sent = handshake.auth().get("token");
		if (sent != null && !(sent instanceof String)) {
			return CompletableFuture.completedStage(AuthenticationResult.reject("The token is no text"));
		}
		String token = (sent instanceof String text && !text.isBlank()) ? text : bearer(handshake);
		if (token == null) {
			return CompletableFuture.completedStage(null);
		}
		if (token.length() > MAX_LENGTH) {
			return CompletableFuture.completedStage(AuthenticationResult.reject("The token is too long"));
		}
		return decode(token).thenCompose((jwt) -> this.converter.convert(jwt).thenApply((it) -> accepted(jwt, it)))
			.exceptionally(TokenMechanism::refused);
	}

	private CompletionStage<Jwt> decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedStage(ex);
		}
	}

	private static @Nullable String bearer(Handshake handshake) {
		List<String> values = handshake.headers().getOrDefault("Authorization", List.of());
		return values.stream()
			.filter((value) -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
			.map((value) -> value.substring(BEARER.length()).strip())
			.findFirst()
			.orElse(null);
	}

	private static AuthenticationResult accepted(Jwt jwt, Authentication authentication) {
		ClientIdentity identity = Identities.of(authentication);
		if (identity == null) {
			return AuthenticationResult.reject("The token has no subject");
		}
		return AuthenticationResult.accept(identity.withClaims(Identities.present(jwt.getClaims()))
			.withIssuedAt(jwt.getIssuedAt())
			.withExpiry(jwt.getExpiresAt()));
	}

	/** What is not the token's fault refuses without telling why, and is logged. */
	private static AuthenticationResult refused(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof BadJwtException) {
			logger.debug("A token was refused: {}", cause.getMessage());
			return AuthenticationResult.reject("The token is not valid");
		}
		throw (cause instanceof RuntimeException ex) ? ex : new CompletionException(cause);
	}

	/**
	 * Verifies tokens.
	 */
	@FunctionalInterface
	interface TokenDecoder {

		/**
		 * Verifies a token. May block, but not after it has returned.
		 * @param token the token
		 * @return completes with what it says; fails with {@link BadJwtException} if it
		 * is not valid, and otherwise if that cannot be found out
		 */
		CompletionStage<Jwt> decode(String token);

	}

	/**
	 * Makes an authentication of a token.
	 */
	@FunctionalInterface
	interface AuthenticationConverter {

		/**
		 * Converts a token.
		 * @param jwt the token
		 * @return completes with the authentication
		 */
		CompletionStage<? extends Authentication> convert(Jwt jwt);

	}

}
