package io.dialogue.docs.hooks;

import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Component;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;

/**
 * Knows a client by its token.
 */
// tag::authenticator[]
@Component
class TokenAuthenticator implements Authenticator {

	private final Accounts accounts;

	TokenAuthenticator(Accounts accounts) {
		this.accounts = accounts;
	}

	@Override
	public AuthenticationResult authenticate(Handshake handshake) {
		String token = handshake.token();
		if (token == null) {
			return AuthenticationResult.reject("A token is required"); // <1>
		}
		CompletableFuture<AuthenticationResult> result = this.accounts.findByToken(token)
			.thenApply((account) -> account.map(this::accept)
				.orElseGet(() -> AuthenticationResult.reject("The token is not valid")));
		return AuthenticationResult.deferred(result); // <2>
	}

	private AuthenticationResult accept(Accounts.Account account) {
		return AuthenticationResult.accept(ClientIdentity.of(account.id()) // <3>
			.withAuthorities(account.roles())
			.withExpiry(account.validUntil()));
	}

}
// end::authenticator[]
