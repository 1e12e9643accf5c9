package io.dialogue.integration;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.logout.DelegatingServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.SecurityContextServerLogoutHandler;
import org.springframework.security.web.server.authentication.logout.WebSessionServerLogoutHandler;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;

import io.dialogue.client.ClientIdentity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who logged in by form is the same user on the socket.
 */
class SessionAuthenticationTests {

	@ParameterizedTest
	@ValueSource(classes = { InMemoryWebSessions.class, SharedWebSessions.class, SharedServletSessions.class })
	void browserThatLoggedInIsTheSameUserUntilItLogsOut(Class<?> application) throws Exception {
		try (TestServer server = start(application)) {
			Browser browser = new Browser(server.webPort());
			browser.post("/login", "username=ann&password=secret");
			Instant login = Instant.now();
			String cookie = browser.cookies();
			for (Transport transport : Transport.values()) {
				TestClient client = server.open(transport, "{userId: 'root'}", "Cookie", cookie);
				assertThat(client.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("ann");
			}
			ClientIdentity identity = server.template().clients("ann").get(0).identity();
			assertThat(identity.authenticated()).isTrue();
			assertThat(identity.authorities()).contains("ROLE_USER");
			assertThat(identity.issuedAt()).isBetween(login.minusSeconds(60), login);
			server.closeClients();
			browser.post("/logout", "");
			assertThat(refusal(server, cookie)).isEqualTo("Authentication is required");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemoryWebSessions.class, SharedWebSessions.class, SharedServletSessions.class })
	void sessionThatNobodyLoggedInToIsNoCredential(Class<?> application) throws Exception {
		try (TestServer server = start(application)) {
			Browser browser = new Browser(server.webPort());
			browser.get("/login");
			browser.post("/login", "username=ann&password=wrong");
			String cookie = browser.cookies();
			assertThat(refusal(server, cookie.isEmpty() ? "SESSION=unknown" : cookie))
				.isEqualTo("Authentication is required");
			for (String forged : new String[] { "SESSION=", "SESSION=" + "x".repeat(3000), "SESSION=%00", "SESSION=*:*",
					"JSESSIONID=1", "SESSION=QQ==; SESSION=QQ==" }) {
				assertThat(refusal(server, forged)).isEqualTo("Authentication is required");
			}
			assertThat(server.open(Transport.WEBSOCKET, "{userId: 'ann'}").refusal().path("message").stringValue())
				.isEqualTo("Authentication is required");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemoryWebSessions.class, SharedWebSessions.class, SharedServletSessions.class })
	void revokedUserMustLogInAgain(Class<?> application) throws Exception {
		try (TestServer server = start(application)) {
			Browser browser = new Browser(server.webPort());
			browser.post("/login", "username=ann&password=secret");
			String cookie = browser.cookies();
			TestClient client = server.open(Transport.WEBSOCKET, "{}", "Cookie", cookie);
			client.expect("dialogue:connected");
			server.template().revoke("ann");
			assertThat(client.disconnection()).isEqualTo("io server disconnect");
			assertThat(refusal(server, cookie)).isEqualTo("Access was revoked");
			browser.post("/logout", "");
			browser.post("/login", "username=ann&password=secret");
			server.open(Transport.WEBSOCKET, "{}", "Cookie", browser.cookies()).expect("dialogue:connected");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void sessionsOfAServletContainerAreOutOfReachWhichIsSaid(CapturedOutput output) throws Exception {
		try (TestServer server = start(ServletSessions.class)) {
			assertThat(output).containsOnlyOnce("Add Spring Session").containsOnlyOnce("they name themselves");
			Browser browser = new Browser(server.webPort());
			browser.post("/login", "username=ann&password=secret");
			TestClient client = server.open(Transport.WEBSOCKET, "{}", "Cookie", browser.cookies());
			assertThat(client.expect("dialogue:connected").path("userId").stringValue()).isNotEqualTo("ann");
		}
	}

	@Test
	void pageActsWithTheCookieOfItsVisitorOnlyFromWhereItMay() throws Exception {
		String page = "https://app.example";
		try (TestServer server = start(InMemoryWebSessions.class)) {
			String cookie = logIn(server);
			for (Transport transport : Transport.values()) {
				TestClient own = server.open(transport, "{}", "Cookie", cookie, "Origin",
						"http://127.0.0.1:" + server.webPort());
				assertThat(own.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("ann");
			}
		}
		try (TestServer server = start(InMemoryWebSessions.class, "dialogue.cors.allowed-origins=" + page)) {
			server.open(Transport.WEBSOCKET, "{}", "Cookie", logIn(server), "Origin", page)
				.expect("dialogue:connected");
		}
		for (String credentials : List.of("dialogue.cors.allowed-origins=*",
				"dialogue.cors.allowed-origins=" + page + ";dialogue.cors.allow-credentials=false")) {
			try (TestServer server = start(InMemoryWebSessions.class, credentials.split(";"))) {
				String cookie = logIn(server);
				for (Transport transport : Transport.values()) {
					TestClient hijacked = server.open(transport, "{}", "Cookie", cookie, "Origin", page);
					assertThat(hijacked.refusal().path("message").stringValue())
						.isEqualTo("Authentication is required");
				}
				server.open(Transport.WEBSOCKET, "{}", "Cookie", cookie).expect("dialogue:connected");
			}
		}
	}

	private static String logIn(TestServer server) throws Exception {
		Browser browser = new Browser(server.webPort());
		browser.post("/login", "username=ann&password=secret");
		return browser.cookies();
	}

	private static String refusal(TestServer server, String cookie) {
		return server.open(Transport.WEBSOCKET, "{}", "Cookie", cookie).refusal().path("message").stringValue();
	}

	private static TestServer start(Class<?> application, String... properties) {
		boolean servlet = application.isAnnotationPresent(EnableWebSecurity.class);
		return TestServer.with(application)
			.web(servlet ? WebApplicationType.SERVLET : WebApplicationType.REACTIVE)
			.properties(properties)
			.start();
	}

	private static UserDetails ann() {
		return User.withUsername("ann").password("{noop}secret").roles("USER").build();
	}

	/**
	 * What a browser does.
	 */
	private static final class Browser {

		private final CookieManager cookies = new CookieManager();

		private final HttpClient http = HttpClient.newBuilder().cookieHandler(this.cookies).build();

		private final int port;

		Browser(int port) {
			this.port = port;
		}

		void get(String path) throws Exception {
			send(request(path).build());
		}

		void post(String path, String form) throws Exception {
			send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
				.POST(HttpRequest.BodyPublishers.ofString(form))
				.build());
		}

		private HttpRequest.Builder request(String path) {
			return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path));
		}

		private void send(HttpRequest request) throws Exception {
			int status = this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
			assertThat(status).isIn(200, 204, 302);
		}

		/** The header that goes to any port of the host. */
		String cookies() {
			return this.cookies.getCookieStore()
				.getCookies()
				.stream()
				.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
				.reduce((one, other) -> one + "; " + other)
				.orElse("");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	static class InMemoryWebSessions {

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((rules) -> rules.anyExchange().authenticated()).formLogin((form) -> {
			})
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.logout((logout) -> logout.logoutHandler(new DelegatingServerLogoutHandler(
						new SecurityContextServerLogoutHandler(), new WebSessionServerLogoutHandler())))
				.build();
		}

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(ann());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	@EnableSpringWebSession
	static class SharedWebSessions extends InMemoryWebSessions {

		@Bean
		ReactiveMapSessionRepository sessions() {
			return new ReactiveMapSessionRepository(new ConcurrentHashMap<>());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class ServletSessions {

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((rules) -> rules.anyRequest().authenticated()).formLogin((form) -> {
			}).csrf((csrf) -> csrf.disable()).build();
		}

		@Bean
		InMemoryUserDetailsManager users() {
			return new InMemoryUserDetailsManager(ann());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	@EnableSpringHttpSession
	static class SharedServletSessions extends ServletSessions {

		@Bean
		MapSessionRepository sessions() {
			return new MapSessionRepository(new ConcurrentHashMap<>(Map.of()));
		}

	}

}
