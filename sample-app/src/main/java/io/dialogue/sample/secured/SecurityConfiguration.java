package io.dialogue.sample.secured;

import java.net.URI;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint;
import org.springframework.security.web.server.DelegatingServerAuthenticationEntryPoint.DelegateEntry;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.HttpStatusServerEntryPoint;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authentication.logout.RedirectServerLogoutSuccessHandler;
import org.springframework.security.web.server.authentication.logout.ServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.security.web.server.util.matcher.MediaTypeServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import reactor.core.publisher.Mono;

import io.dialogue.core.DialogueTemplate;

/**
 * Who may see which page. Sockets do not pass through here: for them, the rules of the
 * rooms hold.
 */
// tag::chain[]
@Configuration(proxyBeanMethods = false)
@Profile("secured")
class SecurityConfiguration {

	private static final String LOGIN = "/login.html";

	/** The same for all. */
	private static final String[] ASSETS = { "/login.js", "/*.css", "/favicon.svg", "/chat.js", "/chat/**",
			"/dialogue/dialogue-client*.js" };

	/** What a page needs before anybody has logged in. */
	private static final String[] PUBLIC = { LOGIN, "/me", "/actuator/health" };

	@Bean
	@Order(0)
	SecurityWebFilterChain assets(ServerHttpSecurity http) {
		return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers(ASSETS))
			.authorizeExchange((exchange) -> exchange.anyExchange().permitAll())
			.requestCache((requests) -> requests.requestCache(NoOpServerRequestCache.getInstance())) // <1>
			.build();
	}

	@Bean
	SecurityWebFilterChain pages(ServerHttpSecurity http, Accounts accounts, DialogueTemplate dialogue) {
		return http
			.authorizeExchange((exchange) -> exchange.pathMatchers(PUBLIC)
				.permitAll()
				.pathMatchers("/", "/index.html", "/react/**")
				.authenticated()
				.pathMatchers("/token")
				.access(new OpenAccount(accounts, "USER"))
				.anyExchange() // <2>
				.access(new OpenAccount(accounts, "ADMIN")))
			.csrf((csrf) -> csrf.csrfTokenRepository(new CookieServerCsrfTokenRepository())) // <3>
			.formLogin((login) -> login.loginPage(LOGIN))
			.logout((logout) -> logout.logoutHandler((handlers) -> {
				handlers.add(new WebSessionServerLogoutHandler()); // <4>
				handlers.add(endConnections(dialogue)); // <5>
			}).logoutSuccessHandler(toLogin()))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(loginOrStatus()))
			.build();
	}

	private static ServerLogoutHandler endConnections(DialogueTemplate dialogue) {
		return (exchange, user) -> Mono.fromRunnable(() -> dialogue.disconnectUser(user.getName()));
	}
	// end::chain[]

	private static RedirectServerLogoutSuccessHandler toLogin() {
		RedirectServerLogoutSuccessHandler handler = new RedirectServerLogoutSuccessHandler();
		handler.setLogoutSuccessUrl(URI.create(LOGIN + "?logout"));
		return handler;
	}

	/** A browser that looks for a page gets the login; a script gets a status. */
	private static ServerAuthenticationEntryPoint loginOrStatus() {
		MediaTypeServerWebExchangeMatcher page = new MediaTypeServerWebExchangeMatcher(MediaType.TEXT_HTML);
		page.setIgnoredMediaTypes(Set.of(MediaType.ALL));
		DelegatingServerAuthenticationEntryPoint entryPoint = new DelegatingServerAuthenticationEntryPoint(
				new DelegateEntry(page, new RedirectServerAuthenticationEntryPoint(LOGIN)));
		entryPoint.setDefaultEntryPoint(new HttpStatusServerEntryPoint(HttpStatus.UNAUTHORIZED));
		return entryPoint;
	}

}
