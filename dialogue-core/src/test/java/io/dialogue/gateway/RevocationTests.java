package io.dialogue.gateway;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.AdditionalAnswers;
import org.mockito.BDDMockito;
import org.mockito.Mockito;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.error.ErrorCode;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.EventExchange;
import io.dialogue.hook.EventHooks;
import io.dialogue.hook.HookDecision;
import io.dialogue.membership.InMemoryMembershipStore;
import io.dialogue.membership.MembershipStore;
import io.dialogue.revocation.Revocation;
import io.dialogue.revocation.RevocationStore;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What takes a user's access away does so before it returns.
 */
class RevocationTests {

	private static final int TRIALS = 10_000;

	private static TestDialogue.Builder chat() {
		return TestDialogue.builder()
			.events(Message.class)
			.room("chat")
			.authenticator(RevocationTests::userAndTimeOfIssue);
	}

	private static AuthenticationResult userAndTimeOfIssue(Handshake handshake) {
		String[] parts = String.valueOf(handshake.token()).split("@");
		ClientIdentity identity = ClientIdentity.of(parts[0]);
		return AuthenticationResult
			.accept((parts.length > 1) ? identity.withIssuedAt(Instant.parse(parts[1])) : identity);
	}

	private static Map<String, Object> token(String userId, Instant issuedAt) {
		return Map.of("token", userId + "@" + issuedAt);
	}

	@Test
	void noEventThatIsTriggeredAfterRevokeReturnedReachesTheUser() {
		AtomicBoolean running = new AtomicBoolean(true);
		try (TestDialogue dialogue = chat().build()) {
			CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> {
				while (running.get()) {
					TestClient.await(dialogue.template().trigger("chat", Message.of("before")));
				}
			});
			for (int i = 0; i < TRIALS; i++) {
				TestClient client = dialogue.connect(token("user-" + i, Instant.now()));
				client.send("dialogue:join", Map.of("roomId", "chat"));
				if (i % 2 == 0) {
					client.connection().take("dialogue:joined");
				}
				dialogue.template().revoke("user-" + i);
				TestClient.await(dialogue.template().trigger("chat", Message.of("after")));
				assertThat(client.events()).extracting(RevocationTests::text).doesNotContain("after");
				assertThat(client.connection().closeReason()).isEqualTo(DisconnectReason.REVOKED);
			}
			running.set(false);
			TestClient.await(traffic);
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isZero();
			assertThat(dialogue.rooms().find("chat").size()).isZero();
		}
	}

	private static String text(JsonNode event) {
		return event.path("data").path("text").stringValue();
	}

	@Test
	void clientThatIsAboutToConnectIsRefusedOrCutOff() throws Exception {
		ExecutorService other = Executors.newSingleThreadExecutor();
		try (TestDialogue dialogue = chat().build()) {
			for (int i = 0; i < 2000; i++) {
				String userId = "user-" + i;
				Instant issuedAt = Instant.now();
				TestClient client = dialogue.open(token(userId, issuedAt));
				other.submit(() -> dialogue.template().revoke(userId)).get();
				assertThat(client.connection().awaitClose()).isIn(DisconnectReason.REVOKED,
						DisconnectReason.SERVER_DISCONNECT);
			}
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isZero();
		}
		finally {
			other.shutdownNow();
		}
	}

	@Test
	void whatWasIssuedBeforeIsRefusedAndWhatIsIssuedLaterIsNot() {
		try (TestDialogue dialogue = chat().build()) {
			Instant issuedAt = Instant.now();
			dialogue.connect(token("a", issuedAt));
			dialogue.template().revoke("a");
			assertThat(dialogue.open(token("a", issuedAt)).connection().awaitRefusal().text())
				.isEqualTo("Access was revoked");
			assertThat(dialogue.open(Map.of("token", "a")).connection().awaitRefusal().code())
				.isEqualTo(ErrorCode.PERMISSION_DENIED);
			TestClient again = dialogue.connect(token("a", Instant.now().plusMillis(1)));
			assertThat(again.ack("dialogue:refresh", token("a", issuedAt)).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			dialogue.connect(token("b", issuedAt));
			dialogue.template().reinstate("a");
			dialogue.connect(token("a", issuedAt));
		}
	}

	@Test
	void tokenOfAnIssuerWhoseClockIsAheadIsRevokedToo() {
		try (TestDialogue dialogue = chat().build()) {
			Instant ahead = Instant.now().plusSeconds(30);
			dialogue.connect(token("a", ahead));
			dialogue.template().revoke("a");
			dialogue.open(token("a", ahead)).connection().awaitRefusal();
		}
	}

	@Test
	void sessionOfARevokedUserOpensNothing() {
		try (TestDialogue dialogue = chat().build()) {
			Instant issuedAt = Instant.now();
			TestClient client = dialogue.connect(token("a", issuedAt));
			String session = client.connection().take("dialogue:connected").path("session").stringValue();
			dialogue.template().revoke("a");
			dialogue.open(Map.of("token", "a@" + issuedAt, "session", session)).connection().awaitRefusal();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void revokedUserWithoutCredentialsDoesNotComeBack(boolean connected) {
		try (TestDialogue dialogue = TestDialogue.builder().room("chat").build()) {
			TestClient client = dialogue.connect(Map.of());
			String session = client.connection().take("dialogue:connected").path("session").stringValue();
			if (!connected) {
				client.drop();
				dialogue.awaitIdle();
			}
			dialogue.template().revoke(client.id());
			TestClient again = dialogue.connect(Map.of("session", session));
			assertThat(again.connection().take("dialogue:connected").path("userId").stringValue())
				.isEqualTo(again.id());
			dialogue.awaitIdle();
			assertThat(client.connection().isOpen()).isFalse();
		}
	}

	@Test
	void revocationReachesAConnectionThatIsTakingOver() {
		CompletableFuture<Boolean> freed = new CompletableFuture<>();
		MembershipStore store = Mockito.mock(AdditionalAnswers.delegatesTo(new InMemoryMembershipStore()));
		BDDMockito.willReturn(freed).given(store).leave(Mockito.anyString(), Mockito.anyString());
		try (TestDialogue dialogue = TestDialogue.builder().room("chat").store(store).build()) {
			TestClient former = dialogue.connect(Map.of());
			String session = former.connection().take("dialogue:connected").path("session").stringValue();
			former.join("chat");
			TestClient next = dialogue.open(Map.of("session", session));
			dialogue.awaitIdle();
			assertThat(next.connection().isAccepted()).isFalse();
			dialogue.template().revoke(former.id());
			freed.complete(true);
			assertThat(next.connection().awaitRefusal().text()).isEqualTo("Access was revoked");
		}
	}

	@Test
	void storeThatFailsRefuses() {
		RevocationStore broken = new RevocationStore() {

			@Override
			public void attach(Consumer<Revocation> listener) {
			}

			@Override
			public CompletionStage<Void> revoke(Revocation revocation) {
				return CompletableFuture.failedStage(new IllegalStateException("down"));
			}

			@Override
			public CompletionStage<Void> reinstate(String userId) {
				return CompletableFuture.failedStage(new IllegalStateException("down"));
			}

			@Override
			public CompletionStage<Boolean> isRevoked(String userId, @Nullable Instant issuedAt) {
				return CompletableFuture.failedStage(new IllegalStateException("down"));
			}

		};
		try (TestDialogue dialogue = chat().revocations(broken).build()) {
			assertThat(dialogue.open(token("a", Instant.now())).connection().awaitRefusal().code())
				.isEqualTo(ErrorCode.INTERNAL_ERROR);
		}
	}

	@Test
	void requestsThatWaitAreNotHandledAfterwards() {
		CompletableFuture<HookDecision> decision = new CompletableFuture<>();
		CompletableFuture<Void> asked = new CompletableFuture<>();
		try (TestDialogue dialogue = chat().hooks(new EventHooks() {

			@Override
			public HookDecision beforeEach(EventExchange exchange) {
				asked.complete(null);
				return decision.join();
			}

		}).build()) {
			TestClient client = dialogue.connect(token("a", Instant.now()));
			client.join("chat");
			IntStream.range(0, 10)
				.forEach((i) -> client.send("dialogue:trigger",
						Map.of("roomId", "chat", "event", "message", "data", Message.of("from a"))));
			TestClient.await(asked);
			dialogue.template().revoke("a");
			decision.complete(HookDecision.reject("no"));
			dialogue.awaitIdle();
			assertThat(TestClient.await(dialogue.template().history("chat", null, 0, 100))).isEmpty();
		}
	}

	@Test
	void disconnectedUserGetsNothingLaterButMayComeBack() {
		try (TestDialogue dialogue = chat().build()) {
			Instant issuedAt = Instant.now();
			for (int i = 0; i < 500; i++) {
				TestClient client = dialogue.connect(token("a", issuedAt));
				client.join("chat");
				assertThat(dialogue.template().disconnectUser("a")).isEqualTo(1);
				TestClient.await(dialogue.template().trigger("chat", Message.of("after")));
				assertThat(client.events()).isEmpty();
				assertThat(client.connection().closeReason()).isEqualTo(DisconnectReason.SERVER_DISCONNECT);
			}
		}
	}

	@Test
	void userWhoWasRemovedFromARoomIsToldWhyAndGetsNothingLater() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient tab = dialogue.connect(token("a", Instant.now()));
			TestClient phone = dialogue.connect(token("a", Instant.now()));
			TestClient other = dialogue.connect(token("b", Instant.now()));
			tab.join("chat");
			phone.join("chat");
			other.join("chat");
			CompletableFuture<Integer> removed = dialogue.template().removeFromRoom("chat", "a", "Too loud");
			TestClient.await(dialogue.template().trigger("chat", Message.of("after")));
			await().until(() -> other.events().size() == 1);
			assertThat(TestClient.await(removed)).isEqualTo(2);
			JsonNode left = tab.connection().take("dialogue:left");
			assertThat(left.path("roomId").stringValue()).isEqualTo("chat");
			assertThat(left.path("reason").stringValue()).isEqualTo("Too loud");
			assertThat(tab.events()).isEmpty();
			assertThat(phone.events()).isEmpty();
			assertThat(tab.join("chat").path("ok").booleanValue()).isTrue();
			assertThat(TestClient.await(dialogue.template().removeFromRoom("none", "a", "x"))).isZero();
		}
	}

}
