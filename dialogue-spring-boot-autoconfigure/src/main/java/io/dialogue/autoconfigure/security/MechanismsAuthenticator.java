package io.dialogue.autoconfigure.security;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;

/**
 * Asks the mechanisms in their order. A client that brings no credentials at all is
 * refused, or let in without a name.
 */
final class MechanismsAuthenticator implements Authenticator {

	private final List<AuthenticationMechanism> mechanisms;

	private final AuthenticationResult withoutCredentials;

	MechanismsAuthenticator(List<AuthenticationMechanism> mechanisms, boolean allowAnonymous) {
		this.mechanisms = List.copyOf(mechanisms);
		this.withoutCredentials = allowAnonymous ? AuthenticationResult.anonymous()
				: AuthenticationResult.reject("Authentication is required");
	}

	@Override
	public AuthenticationResult authenticate(Handshake handshake) throws Exception {
		return AuthenticationResult.deferred(ask(handshake, 0));
	}

	private CompletionStage<AuthenticationResult> ask(Handshake handshake, int index) throws Exception {
		if (index == this.mechanisms.size()) {
			return CompletableFuture.completedStage(this.withoutCredentials);
		}
		return this.mechanisms.get(index)
			.authenticate(handshake)
			.thenCompose((answer) -> (answer != null) ? CompletableFuture.completedStage(answer)
					: askNext(handshake, index + 1));
	}

	private CompletionStage<AuthenticationResult> askNext(Handshake handshake, int index) {
		try {
			return ask(handshake, index);
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

}
