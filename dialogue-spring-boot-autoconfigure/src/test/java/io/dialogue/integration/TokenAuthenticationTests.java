package io.dialogue.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import tools.jackson.databind.JsonNode;

import io.dialogue.annotation.DialogueListener;
import io.dialogue.client.ClientIdentity;
import io.dialogue.client.ConnectedClient;
import io.dialogue.event.EventMessage;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A JWT says who a client is, where the application can decode one.
 */
class TokenAuthenticationTests {

	private static final String ISSUER = "https://issuer.example.org";

	private static final KeyPair KEYS = keys();

	private static final Consumer<JWTClaimsSet.Builder> AS_IT_IS = (claims) -> {
	};

	private static KeyPair keys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JwtDecoder decoder() {
		NimbusJwtDecoder decoder = NimbusJwtDecoder.withPublicKey((RSAPublicKey) KEYS.getPublic()).build();
		decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(ISSUER));
		return decoder;
	}

	private static TestServer.Builder chat() {
		return TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=*",
					"dialogue.rooms.chat.default-subscriptions=*");
	}

	private static TestServer start() {
		return chat().bean(JwtDecoder.class, decoder())
			.properties("dialogue.security.require-authentication=true")
			.start();
	}

	private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().subject("ann")
			.issuer(ISSUER)
			.issueTime(new Date())
			.expirationTime(Date.from(Instant.now().plusSeconds(300)))
			.claim("scope", "chat:read chat:write")
			.claim("team", "red");
		change.accept(claims);
		return claims.build();
	}

	private static String token(Consumer<JWTClaimsSet.Builder> change) {
		return token(new RSASSASigner(KEYS.getPrivate()), JWSAlgorithm.RS256, change);
	}

	private static String token(JWSSigner signer, JWSAlgorithm algorithm, Consumer<JWTClaimsSet.Builder> change) {
		try {
			SignedJWT jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims(change));
			jwt.sign(signer);
			return jwt.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String auth(String token) {
		return "{token: '" + token + "', userId: 'root'}";
	}

	@ParameterizedTest
	@MethodSource("io.dialogue.integration.Transport#values")
	void subjectAuthoritiesClaimsAndExpiryAreTheTokens(Transport transport) {
		try (TestServer server = start()) {
			TestClient client = server.open(transport, auth(token(AS_IT_IS)));
			JsonNode connected = client.expect("dialogue:connected");
			assertThat(connected.path("userId").stringValue()).isEqualTo("ann");
			assertThat(connected.path("expiresAt").longValue()).isGreaterThan(System.currentTimeMillis());
			ClientIdentity identity = server.template().clients("ann").get(0).identity();
			assertThat(identity.authenticated()).isTrue();
			assertThat(identity.authorities()).contains("SCOPE_chat:read", "SCOPE_chat:write");
			assertThat(identity.claims()).containsEntry("team", "red");
			assertThat(identity.issuedAt()).isNotNull();
		}
	}

	@Test
	void hooksAndListenersSeeWhoTriggeredAnEvent() {
		Witness witness = new Witness();
		try (TestServer server = chat().bean(JwtDecoder.class, decoder()).bean(Witness.class, witness).start()) {
			TestClient client = server.open(Transport.WEBSOCKET, auth(token(AS_IT_IS)));
			client.expect("dialogue:connected");
			client.joined("chat");
			client.ask("dialogue:trigger", "{roomId: 'chat', event: 'note', data: {}}");
			await().untilAsserted(() -> assertThat(witness.seen).containsExactly("hook ann", "listener ann"));
			server.template().trigger("chat", "note", Map.of()).join();
			await().untilAsserted(() -> assertThat(witness.seen).endsWith("hook null", "listener null"));
		}
	}

	@Test
	void tokenMayComeInTheAuthorizationHeader() {
		try (TestServer server = start()) {
			TestClient client = server.open(Transport.WEBSOCKET, "{}", "Authorization", "bearer " + token(AS_IT_IS));
			assertThat(client.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("ann");
			assertThat(server.open(Transport.WEBSOCKET, "{}", "Authorization", "Basic YTpi").refusal().toString())
				.contains("Authentication is required");
		}
	}

	static Stream<Arguments> badTokens() throws JOSEException {
		String valid = token(AS_IT_IS);
		Date past = Date.from(Instant.now().minusSeconds(3600));
		Date future = Date.from(Instant.now().plusSeconds(3600));
		return Stream.of(Arguments.of("expired", quoted(token((claims) -> claims.expirationTime(past))), "not valid"),
				Arguments.of("not yet valid", quoted(token((claims) -> claims.notBeforeTime(future))), "not valid"),
				Arguments.of("of another issuer", quoted(token((claims) -> claims.issuer("https://evil.example.org"))),
						"not valid"),
				Arguments.of("without issuer", quoted(token((claims) -> claims.issuer(null))), "not valid"),
				Arguments.of("with alg none", quoted(new PlainJWT(claims(AS_IT_IS)).serialize()), "not valid"),
				Arguments.of("signed with another key",
						quoted(token(new RSASSASigner(keys().getPrivate()), JWSAlgorithm.RS256, AS_IT_IS)),
						"not valid"),
				Arguments.of("signed with the public key as a secret",
						quoted(token(new MACSigner(KEYS.getPublic().getEncoded()), JWSAlgorithm.HS256, AS_IT_IS)),
						"not valid"),
				Arguments.of("whose signature was cut", quoted(valid.substring(0, valid.lastIndexOf('.') + 1)),
						"not valid"),
				Arguments.of("of 100 KB", quoted(token((claims) -> claims.claim("fill", "x".repeat(75_000)))),
						"too long"),
				Arguments.of("without subject", quoted(token((claims) -> claims.subject(null))), "no subject"),
				Arguments.of("with an empty subject", quoted(token((claims) -> claims.subject(" "))), "no subject"),
				Arguments.of("with the server's name", quoted(token((claims) -> claims.subject("system"))), "failed"),
				Arguments.of("that is none", quoted("secret"), "not valid"),
				Arguments.of("of a number", "5", "no text"), Arguments.of("empty", quoted(""), "required"));
	}

	private static String quoted(String token) {
		return "'" + token + "'";
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("badTokens")
	void tokenIsRefused(String what, String token, String text) {
		try (TestServer server = start()) {
			JsonNode refusal = server.open(Transport.WEBSOCKET, "{token: " + token + ", userId: 'root'}").refusal();
			assertThat(refusal.path("message").stringValue()).contains(text);
			assertThat(server.template().allClients()).isEmpty();
		}
	}

	@Test
	void clientWithoutCredentialsIsRefusedUnlessAnonymousOnesAreAllowed() {
		try (TestServer server = start()) {
			assertThat(server.open(Transport.POLLING, "{userId: 'ann'}").refusal().path("message").stringValue())
				.isEqualTo("Authentication is required");
		}
		try (TestServer server = chat().bean(JwtDecoder.class, decoder())
			.properties("dialogue.security.allow-anonymous=true")
			.start()) {
			JsonNode connected = server.open(Transport.WEBSOCKET, "{userId: 'ann'}").expect("dialogue:connected");
			assertThat(connected.path("userId").stringValue()).isEqualTo(connected.path("clientId").stringValue());
			assertThat(server.open(Transport.WEBSOCKET, "{token: 'bad'}").refusal().path("message").stringValue())
				.contains("not valid");
		}
	}

	@Test
	void reactiveDecoderServesAsWell() {
		ReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withPublicKey((RSAPublicKey) KEYS.getPublic()).build();
		try (TestServer server = chat().bean(ReactiveJwtDecoder.class, decoder).start()) {
			JsonNode connected = server.open(Transport.WEBSOCKET, auth(token(AS_IT_IS))).expect("dialogue:connected");
			assertThat(connected.path("userId").stringValue()).isEqualTo("ann");
			assertThat(server.template().clients("ann").get(0).identity().authorities()).contains("SCOPE_chat:read");
			server.open(Transport.WEBSOCKET, "{token: 'bad'}").refusal();
		}
	}

	@Test
	void authenticatorOfTheApplicationWins() {
		try (TestServer server = chat().bean(JwtDecoder.class, decoder())
			.bean(Authenticator.class, (handshake) -> AuthenticationResult.accept("own"))
			.start()) {
			assertThat(server.open(Transport.WEBSOCKET, "{}").expect("dialogue:connected").path("userId").stringValue())
				.isEqualTo("own");
		}
	}

	@Test
	void connectionEndsWithItsTokenUnlessItIsRefreshed() {
		try (TestServer server = start()) {
			Date soon = Date.from(Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS));
			TestClient ends = server.open(Transport.WEBSOCKET, auth(token((claims) -> claims.expirationTime(soon))));
			TestClient lives = server.open(Transport.POLLING, auth(token((claims) -> claims.expirationTime(soon))));
			ends.expect("dialogue:connected");
			lives.expect("dialogue:connected");
			assertThat(lives.ask("dialogue:refresh", "{token: '" + token((claims) -> claims.subject("bob")) + "'}")
				.path("code")
				.stringValue()).isEqualTo("PERMISSION_DENIED");
			assertThat(lives.ask("dialogue:refresh", "{token: '" + token(AS_IT_IS) + "'}").path("ok").booleanValue())
				.isTrue();
			assertThat(ends.disconnection()).isIn("transport close", "transport error");
			assertThat(Instant.now()).isAfterOrEqualTo(soon.toInstant());
			lives.joined("chat");
		}
	}

	@Test
	void revokedUserIsSentAwayAndItsTokenOpensNothingAnyMore() {
		try (TestServer server = start()) {
			String token = token(AS_IT_IS);
			TestClient client = server.open(Transport.WEBSOCKET, auth(token));
			client.expect("dialogue:connected");
			client.joined("chat");
			server.template().revoke("ann");
			server.template().trigger("chat", "note", Map.of("after", true)).join();
			assertThat(client.disconnection()).isEqualTo("io server disconnect");
			assertThat(server.open(Transport.WEBSOCKET, auth(token)).refusal().path("message").stringValue())
				.isEqualTo("Access was revoked");
		}
	}

	@Test
	void keysThatCannotBeHadRefuseInTimeWithOneLine() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		issuer.setExecutor(Executors.newCachedThreadPool());
		issuer.createContext("/failing", (exchange) -> exchange.sendResponseHeaders(500, -1));
		issuer.createContext("/hanging", (exchange) -> {
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
		});
		byte[] keys = new JWKSet(new RSAKey.Builder((RSAPublicKey) KEYS.getPublic()).keyID("one").build()).toString()
			.getBytes();
		issuer.createContext("/keys", (exchange) -> {
			exchange.sendResponseHeaders(200, keys.length);
			exchange.getResponseBody().write(keys);
			exchange.close();
		});
		issuer.start();
		try {
			String uri = "http://127.0.0.1:" + issuer.getAddress().getPort();
			for (String path : List.of("/failing", "/hanging")) {
				try (TestServer server = withKeysAt(uri + path); LogCapture log = new LogCapture()) {
					List<TestClient> clients = IntStream.range(0, 20)
						.mapToObj((i) -> server.open(Transport.WEBSOCKET, auth(token(AS_IT_IS))))
						.toList();
					clients.forEach((client) -> assertThat(client.refusal().path("message").stringValue())
						.isEqualTo("Authentication failed"));
					log.assertOneLine("uthentication");
				}
			}
			try (TestServer server = withKeysAt(uri + "/keys")) {
				server.open(Transport.WEBSOCKET, auth(token(AS_IT_IS))).expect("dialogue:connected");
			}
		}
		finally {
			end.countDown();
			issuer.stop(0);
		}
	}

	private static TestServer withKeysAt(String uri) {
		return chat().bean(JwtDecoder.class, NimbusJwtDecoder.withJwkSetUri(uri).build())
			.properties("dialogue.authentication.timeout=2s")
			.start();
	}

	@Test
	void headerOfATokenIsNoWayToOtherClaims() {
		String[] parts = token(AS_IT_IS).split("\\.");
		String forged = parts[0] + "."
				+ Base64.getUrlEncoder()
					.withoutPadding()
					.encodeToString("{\"sub\":\"root\",\"iss\":\"%s\"}".formatted(ISSUER).getBytes())
				+ "." + parts[2];
		try (TestServer server = start()) {
			assertThat(server.open(Transport.WEBSOCKET, auth(forged)).refusal().path("message").stringValue())
				.contains("not valid");
		}
	}

	static final class Witness implements EventHooks {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		@Override
		public HookDecision beforeEach(EventExchange exchange) {
			ConnectedClient sender = exchange.sender();
			this.seen.add("hook " + ((sender != null) ? sender.identity().getName() : null));
			return HookDecision.accept();
		}

		@DialogueListener(room = "chat", event = "*")
		void hear(EventMessage<?> message, Principal sender) {
			this.seen.add("listener " + ((sender != null) ? sender.getName() : null));
		}

	}

}
