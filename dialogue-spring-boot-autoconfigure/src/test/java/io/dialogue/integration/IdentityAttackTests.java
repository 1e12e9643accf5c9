package io.dialogue.integration;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.ConnectedClient;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attacks on who somebody is: Mallory has a token of her own and wants to be Alice, or to
 * stay when she may not.
 */
@Tag("attack")
class IdentityAttackTests {

	private static final Map<String, String> SUBJECTS = Map.of("token-of-alice", "alice", "token-of-mallory", "mallory",
			"short-token-of-mallory", "mallory");

	private static TestServer server;

	private TestClient alice;

	@BeforeAll
	static void start() {
		server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=message",
					"dialogue.rooms.chat.default-subscriptions=*", "dialogue.events.message.history-limit=50")
			.bean(Authenticator.class, (handshake) -> {
				String token = String.valueOf(handshake.token());
				String subject = SUBJECTS.get(token);
				if (subject == null) {
					return AuthenticationResult.reject("The token is not valid");
				}
				ClientIdentity identity = ClientIdentity.of(subject).withAuthorities(Set.of("user"));
				return AuthenticationResult
					.accept(token.startsWith("short") ? identity.withExpiry(Instant.now().plusMillis(700)) : identity);
			})
			.start();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void connect() {
		this.alice = connect("{token: 'token-of-alice'}").joined("chat");
	}

	@AfterEach
	void aliceNoticedNothing() {
		this.alice.expectNothing();
		assertThat(this.alice.isConnected()).isTrue();
		server.closeClients();
		server.template().reinstate("mallory").join();
	}

	private static TestClient connect(String auth) {
		TestClient client = server.open(Transport.WEBSOCKET, auth);
		client.expect("dialogue:connected");
		return client;
	}

	/** The original believes {@code auth.userId}. */
	@Test
	void identityClaimedBesideAToken() {
		TestClient mallory = server.open(Transport.WEBSOCKET,
				"{token: 'token-of-mallory', userId: 'alice', sub: 'alice', id: 'alice', authorities: 'admin'}");
		assertThat(mallory.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("mallory");
		assertThat(server.template().clients("mallory").get(0).identity().authorities()).containsExactly("user");
	}

	/** On the original, a token is the user's id where no hook says otherwise. */
	@ParameterizedTest
	@ValueSource(strings = { "{}", "{userId: 'alice'}", "{token: 'alice'}", "{token: ''}", "{token: 5}",
			"{token: 'token-of-alice '}", "{token: 'TOKEN-OF-ALICE'}", "{session: 'guess'}", "{clientId: 'x'}" })
	void connectionWithoutAValidToken(String auth) {
		JsonNode refusal = server.open(Transport.WEBSOCKET, auth).refusal();
		assertThat(refusal.path("data").path("code").stringValue()).isEqualTo("PERMISSION_DENIED");
		assertThat(server.template().allClients()).hasSize(1);
	}

	/** A secret that was stolen is worth nothing with another's token. */
	@Test
	void sessionOfAnotherUser() {
		TestClient victim = server.open(Transport.WEBSOCKET, "{token: 'token-of-alice'}");
		String secret = victim.expect("dialogue:connected").path("session").stringValue();
		TestClient thief = server.open(Transport.WEBSOCKET,
				"{token: 'token-of-mallory', session: '" + secret + "', userId: 'alice'}");
		assertThat(thief.expect("dialogue:connected").path("userId").stringValue()).isEqualTo("mallory");
		victim.roundTrip();
		assertThat(victim.isConnected()).isTrue();
	}

	/** Peers learn the ids of each other's connections. */
	@Test
	void idOfAConnectionAsItsSecret() {
		String clientId = server.template().clients("alice").get(0).id();
		connect("{token: 'token-of-mallory', session: '" + clientId + "'}");
		this.alice.roundTrip();
		assertThat(server.template().clients("alice")).extracting(ConnectedClient::id).containsExactly(clientId);
	}

	@Test
	void refreshWithTheTokenOfAnotherSubject() {
		TestClient mallory = connect("{token: 'token-of-mallory'}");
		JsonNode answer = mallory.ask("dialogue:refresh", "{token: 'token-of-alice'}");
		assertThat(answer.path("code").stringValue()).isEqualTo("PERMISSION_DENIED");
		assertThat(server.template().clients("alice")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{token: 'none'}", "{token: null}", "{token: ['token-of-mallory']}", "{}", "5" })
	void refreshWithoutAValidToken(String arguments) {
		TestClient mallory = connect("{token: 'token-of-mallory'}");
		JsonNode answer = mallory.ask("dialogue:refresh", arguments);
		assertThat(answer.path("ok").booleanValue()).isFalse();
	}

	/** On the original, who is connected stays so, whatever becomes of the token. */
	@Test
	void expiredTokenOnSendAndOnReceive() {
		TestClient mallory = connect("{token: 'short-token-of-mallory'}").joined("chat");
		assertThat(mallory.disconnection()).isNotEmpty();
		assertThat(server.template().clients("mallory")).isEmpty();
		server.template().trigger("chat", "message", "later").join();
		assertThat(this.alice.expectEvent("message").stringValue()).isEqualTo("later");
		assertThat(server.room("chat").size()).isEqualTo(1);
	}

	@Test
	void recoveryAfterRevocation() {
		TestClient mallory = server.open(Transport.WEBSOCKET, "{token: 'token-of-mallory'}");
		String secret = mallory.expect("dialogue:connected").path("session").stringValue();
		mallory.joined("chat");
		server.template().revoke("mallory").join();
		JsonNode refusal = server.open(Transport.WEBSOCKET, "{token: 'token-of-mallory', session: '" + secret + "'}")
			.refusal();
		assertThat(refusal.path("data").path("code").stringValue()).isEqualTo("PERMISSION_DENIED");
		assertThat(server.template().clients("mallory")).isEmpty();
	}

	/** Who has no credentials has only the session that could be taken away. */
	@Test
	void returnOfARevokedUserWithoutCredentials() {
		try (TestServer open = TestServer.with().properties("dialogue.rooms.chat.name=Chat").start()) {
			JsonNode connected = open.open(Transport.WEBSOCKET, "{}").expect("dialogue:connected");
			String userId = connected.path("userId").stringValue();
			open.template().revoke(userId).join();
			JsonNode again = open
				.open(Transport.WEBSOCKET, "{session: '" + connected.path("session").stringValue() + "'}")
				.expect("dialogue:connected");
			assertThat(again.path("userId").stringValue()).isNotEqualTo(userId);
			assertThat(open.template().clients(userId)).isEmpty();
		}
	}

	@Test
	void secondConnectionOfARevokedUser() {
		TestClient first = connect("{token: 'token-of-mallory'}").joined("chat");
		TestClient second = connect("{token: 'token-of-mallory'}").joined("chat");
		server.template().revoke("mallory").join();
		assertThat(server.room("chat").size()).isEqualTo(1);
		assertThat(first.disconnection()).isNotEmpty();
		assertThat(second.disconnection()).isNotEmpty();
	}

	@Test
	void handshakeStaysOutOfWhatOthersSee() {
		TestClient mallory = connect("{token: 'token-of-mallory'}").joined("chat");
		this.alice.send("dialogue:trigger", "{roomId: 'chat', event: 'message', data: 'hi'}");
		assertThat(mallory.expect("dialogue:event").toString()).doesNotContain("token", "session");
		assertThat(this.alice.expectEvent("message").stringValue()).isEqualTo("hi");
		assertThat(server.template().clients("alice").get(0).meta()).isEmpty();
	}

}
