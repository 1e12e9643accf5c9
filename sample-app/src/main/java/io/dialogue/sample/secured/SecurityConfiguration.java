package io.dialogue.sample.secured;

import java.net.URI;
import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
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
import org.springframework.security.web.server.util.matcher.MediaTypeServerWebExchangeMatcher;
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

	/** What a page needs before anybody has logged in. */
	private static final String[] PUBLIC = { LOGIN, "/login.js", "/*.css", "/favicon.svg", "/me", "/chat.js",
			"/chat/**", "/dialogue/dialogue-client*.js", "/actuator/health" };

	@Bean
	SecurityWebFilterChain pages(ServerHttpSecurity http, Accounts accounts, DialogueTemplate dialogue) {
		return http
			.authorizeExchange((exchange) -> exchange.pathMatchers(PUBLIC)
				.permitAll()
				.pathMatchers("/", "/index.html", "/react/**")
				.authenticated()
				.pathMatchers("/token")
				.access(new OpenAccount(accounts, "USER"))
				.anyExchange() // <1>
				.access(new OpenAccount(accounts, "ADMIN")))
			.formLogin((login) -> login.loginPage(LOGIN))
			.logout((logout) -> logout.logoutHandler((handlers) -> {
				handlers.add(new WebSessionServerLogoutHandler()); // <2>
				handlers.add(endConnections(dialogue)); // <3>
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
