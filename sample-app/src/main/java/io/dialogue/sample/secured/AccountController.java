package io.dialogue.sample.secured;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * Tells a page who looks at it, and gives it the token without which the server refuses
 * what it posts.
 */
@RestController
@Profile("secured")
class AccountController {

	private static final String ROLE = "ROLE_";

	private final Accounts accounts;

	private final TokenProperties tokens;

	AccountController(Accounts accounts, TokenProperties tokens) {
		this.accounts = accounts;
		this.tokens = tokens;
	}

	@GetMapping("/me")
	Mono<Account> me(@Nullable Authentication user,
			@RequestAttribute("org.springframework.security.web.server.csrf.CsrfToken") Mono<CsrfToken> csrf) {
		return csrf.map((token) -> new Csrf(token.getHeaderName(), token.getParameterName(), token.getToken()))
			.map((token) -> (user != null) ? account(user, token) : new Account(null, List.of(), false, 0, token));
	}

	private Account account(Authentication user, Csrf csrf) {
		return new Account(user.getName(), roles(user), !this.accounts.isOpen(user.getName()),
				this.tokens.lifetime().toMillis(), csrf);
	}

	private static List<String> roles(Authentication user) {
		return user.getAuthorities()
			.stream()
			.map(GrantedAuthority::getAuthority)
			.filter((authority) -> authority != null && authority.startsWith(ROLE))
			.map((authority) -> authority.substring(ROLE.length()))
			.sorted()
			.toList();
	}

	/**
	 * Who looks at a page.
	 *
	 * @param name the user's name, absent if nobody has logged in
	 * @param roles the user's roles
	 * @param revoked whether the account was closed meanwhile
	 * @param tokenLifetime how long a token is valid, in milliseconds
	 * @param csrf what a request that changes something must carry
	 */
	record Account(@Nullable String name, List<String> roles, boolean revoked, long tokenLifetime, Csrf csrf) {

	}

	/**
	 * The token against requests that other sites have a browser send.
	 *
	 * @param header the header that a script sets
	 * @param parameter the field of a form
	 * @param token the value of either
	 */
	record Csrf(String header, String parameter, String token) {

	}

}
