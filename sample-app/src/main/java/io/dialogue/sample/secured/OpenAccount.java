package io.dialogue.sample.secured;

import org.springframework.security.authorization.AuthorityReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/**
 * Lets a request pass if the user has a role, and an account that is still open: a
 * session remembers who logged in, not what has become of that account since.
 */
final class OpenAccount implements ReactiveAuthorizationManager<AuthorizationContext> {

	private final Accounts accounts;

	private final AuthorityReactiveAuthorizationManager<AuthorizationContext> role;

	OpenAccount(Accounts accounts, String role) {
		this.accounts = accounts;
		this.role = AuthorityReactiveAuthorizationManager.hasRole(role);
	}

	@Override
	public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
		Mono<Authentication> user = authentication.filter((who) -> this.accounts.isOpen(who.getName()));
		return this.role.authorize(user, context).defaultIfEmpty(new AuthorizationDecision(false));
	}

}
