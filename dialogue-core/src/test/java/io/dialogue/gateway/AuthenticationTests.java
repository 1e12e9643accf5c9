package io.dialogue.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.ConnectedClient;
import io.dialogue.client.Handshake;
import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;
import io.dialogue.observation.DialogueMetrics;
import io.dialogue.testsupport.LogCapture;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who clients are.
 */
class AuthenticationTests {

	private static TestDialogue.Builder chat() {
		return TestDialogue.builder().events(Message.class).room("chat");
	}

	@Test
	void clientWithoutNameIsCalledByItsConnection() {
		try (TestDialogue dialogue = chat().build()) {
			for (Map<String, Object> auth : List.<Map<String, Object>>of(Map.of(), Map.of("userId", ""),
					Map.of("userId", 5), Map.of("token", "secret"))) {
				TestClient client = dialogue.connect(auth);
				assertThat(client.connection().take("dialogue:connected").path("userId").stringValue())
					.isEqualTo(client.id());
			}
		}
	}

	@Test
	void secretsStayOutOfMeta() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect(Map.of("userId", "a", "token", "t", "session", "s", "color", "red"));
			assertThat(dialogue.clients().find(client.id()).meta()).isEqualTo(Map.of("color", "red"));
		}
	}

	@Test
	void claimedNameOutOfBoundsIsRefusedOnAnotherThread() {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		try (TestDialogue dialogue = chat().metrics(new DialogueMetrics() {

			@Override
			public void refused(ErrorCode code) {
				threads.add(Thread.currentThread());
			}

		}).build()) {
			for (String name : List.of("x".repeat(129), "a\nb")) {
				DialogueException refusal = dialogue.open(Map.of("userId", name)).connection().awaitRefusal();
				assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
			}
			assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
		}
	}

	@Test
	void authenticatedSubjectCountsAndNothingThatTheClientClaims() {
		Instant expiry = Instant.now().plusSeconds(60);
		try (TestDialogue dialogue = chat()
			.authenticator((handshake) -> AuthenticationResult
				.accept(ClientIdentity.of("user-" + handshake.token()).withExpiry(expiry)))
			.build()) {
			TestClient client = dialogue.connect(Map.of("token", "7", "userId", "root"));
			JsonNode connected = client.connection().take("dialogue:connected");
			assertThat(connected.path("userId").stringValue()).isEqualTo("user-7");
			assertThat(connected.path("expiresAt").longValue()).isEqualTo(expiry.toEpochMilli());
			assertThat(dialogue.clients().find(client.id()).identity().authenticated()).isTrue();
		}
	}

	@Test
	void authenticatorMayAnswerLater() {
		CompletableFuture<AuthenticationResult> later = new CompletableFuture<>();
		try (TestDialogue dialogue = chat().authenticator((handshake) -> AuthenticationResult.deferred(later))
			.build()) {
			TestClient client = dialogue.open(Map.of());
			dialogue.awaitIdle();
			assertThat(client.connection().isAccepted()).isFalse();
			later.complete(AuthenticationResult.accept("late"));
			assertThat(client.connection().take("dialogue:connected").path("userId").stringValue()).isEqualTo("late");
		}
	}

	@Test
	void refusalOfTheAuthenticatorIsTold() {
		assertRefusal((handshake) -> AuthenticationResult.reject("Bad token"), ErrorCode.PERMISSION_DENIED, "Bad token",
				0);
		assertRefusal(
				(handshake) -> AuthenticationResult
					.deferred(CompletableFuture.completedStage(AuthenticationResult.reject("Bad token"))),
				ErrorCode.PERMISSION_DENIED, "Bad token", 0);
		DialogueException own = new DialogueException(ErrorCode.RATE_LIMITED, "Too fast");
		assertRefusal((handshake) -> {
			throw own;
		}, ErrorCode.RATE_LIMITED, "Too fast", 0);
		assertRefusal((handshake) -> AuthenticationResult.deferred(CompletableFuture.supplyAsync(() -> {
			throw own;
		})), ErrorCode.RATE_LIMITED, "Too fast", 0);
	}

	@Test
	void failureOfTheAuthenticatorRefusesWithoutCauseAndLogsOneLine() {
		assertRefusal((handshake) -> {
			throw new IllegalStateException("secret");
		}, ErrorCode.INTERNAL_ERROR, "Authentication failed", 1);
		assertRefusal((handshake) -> {
			throw new StackOverflowError();
		}, ErrorCode.INTERNAL_ERROR, "Authentication failed", 1);
		assertRefusal((handshake) -> null, ErrorCode.INTERNAL_ERROR, "Authentication failed", 1);
		assertRefusal((handshake) -> AuthenticationResult.deferred(CompletableFuture.completedStage(null)),
				ErrorCode.INTERNAL_ERROR, "Authentication failed", 1);
		assertRefusal(
				(handshake) -> AuthenticationResult
					.deferred(CompletableFuture.failedStage(new IllegalStateException("secret"))),
				ErrorCode.INTERNAL_ERROR, "Authentication failed", 1);
	}

	@Test
	void authenticatedSubjectOutOfBoundsOrOfTheServerIsRefused() {
		for (String subject : List.of("x".repeat(200), "a\nb", "system")) {
			assertRefusal((handshake) -> AuthenticationResult.accept(subject), ErrorCode.PERMISSION_DENIED,
					"Authentication failed", 1);
		}
	}

	@Test
	void authenticationThatHasEndedIsRefused() {
		assertRefusal(
				(handshake) -> AuthenticationResult
					.accept(ClientIdentity.of("a").withExpiry(Instant.now().minusSeconds(1))),
				ErrorCode.PERMISSION_DENIED, "The authentication has expired", 0);
	}

	@Test
	void failureThatManyClientsMeetIsLoggedOnce() {
		try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().authenticator((handshake) -> {
			throw new IllegalStateException("down");
		}).build()) {
			IntStream.range(0, 50)
				.mapToObj((i) -> dialogue.open(Map.of()))
				.toList()
				.forEach((client) -> client.connection().awaitRefusal());
			dialogue.awaitIdle();
			assertThat(log.lines()).hasSize(1);
		}
	}

	@Test
	void anonymousClientIsCalledByItsConnectionWhateverItClaims() {
		try (TestDialogue dialogue = chat().authenticator((handshake) -> AuthenticationResult.anonymous()).build()) {
			TestClient client = dialogue.connect(Map.of("userId", "root"));
			assertThat(client.connection().take("dialogue:connected").path("userId").stringValue())
				.isEqualTo(client.id());
			assertThat(dialogue.clients().find(client.id()).identity().authenticated()).isFalse();
		}
	}

	private static void assertRefusal(Authenticator authenticator, ErrorCode code, String text, int lines) {
		try (LogCapture log = new LogCapture(); TestDialogue dialogue = chat().authenticator(authenticator).build()) {
			TestClient client = dialogue.open(Map.of());
			DialogueException refusal = client.connection().awaitRefusal();
			dialogue.awaitIdle();
			assertThat(refusal.code()).isEqualTo(code);
			assertThat(refusal.text()).isEqualTo(text);
			assertThat(client.connection().received()).isEmpty();
			assertThat(dialogue.clients().size()).isZero();
			assertThat(log.lines()).hasSize(lines);
		}
	}

	@RepeatedTest(20)
	void failureOfTheAuthenticatorDoesNotInterruptAnything() {
		AtomicBoolean interrupted = new AtomicBoolean();
		try (TestDialogue dialogue = chat().authenticationThreads(1).authenticator((handshake) -> {
			interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
			throw new IllegalStateException("on purpose");
		}).build()) {
			IntStream.range(0, 10)
				.mapToObj((i) -> dialogue.open(Map.of()))
				.toList()
				.forEach((client) -> client.connection().awaitRefusal());
			assertThat(interrupted).isFalse();
		}
	}

	@Test
	void authenticatorThatHangsIsGivenUpAtItsDeadlineAndStarvesNobody() throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		CountDownLatch forever = new CountDownLatch(1);
		Authenticator hanging = (handshake) -> {
			if ("hang".equals(handshake.token())) {
				try {
					forever.await();
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
					throw ex;
				}
			}
			return AuthenticationResult.accept("ok");
		};
		try (LogCapture log = new LogCapture();
				TestDialogue dialogue = chat().authenticator(hanging)
					.limits((limits) -> new GatewayLimits(limits.maxPayloadSize(), limits.maxMetaSize(),
							limits.maxNameLength(), limits.maxDescriptionLength(), limits.maxUserIdLength(),
							limits.maxHistoryPage(), limits.mailboxSize(), Duration.ofMillis(200)))
					.authenticationThreads(2)
					.build()) {
			TestClient before = dialogue.connect(Map.of());
			TestClient hangs = dialogue.open(Map.of("token", "hang"));
			dialogue.connect(Map.of());
			assertThat(before.join("chat").path("ok").booleanValue()).isTrue();
			DialogueException refusal = hangs.connection().awaitRefusal();
			assertThat(refusal.text()).isEqualTo("Authentication failed");
			assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(log.lines()).hasSize(1);
		}
	}

	@Test
	void refreshReplacesTheIdentityOfTheSameUserOnly() {
		try (TestDialogue dialogue = chat().authenticator(AuthenticationTests::byToken).build()) {
			TestClient client = dialogue.connect(Map.of("token", "a:4000000001"));
			ConnectedClient connected = dialogue.clients().find(client.id());
			assertThat(client.ack("dialogue:refresh", Map.of("token", "a:4000000002")).toString())
				.isEqualTo("{\"ok\":true,\"expiresAt\":4000000002000}");
			assertThat(connected.identity().expiresAt()).isEqualTo(Instant.ofEpochSecond(4_000_000_002L));
			assertThat(client.ack("dialogue:refresh", Map.of("token", "b:4000000003")).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			assertThat(client.ack("dialogue:refresh", Map.of("token", "bad")).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			assertThat(connected.identity().expiresAt()).isEqualTo(Instant.ofEpochSecond(4_000_000_002L));
		}
		try (TestDialogue dialogue = chat().build()) {
			assertThat(dialogue.connect("a").ack("dialogue:refresh", Map.of("token", "t")).path("code").stringValue())
				.isEqualTo("INVALID_REQUEST");
		}
	}

	private static AuthenticationResult byToken(Handshake handshake) {
		String[] parts = String.valueOf(handshake.token()).split(":");
		return (parts.length < 2) ? AuthenticationResult.reject("Bad token") : AuthenticationResult
			.accept(ClientIdentity.of(parts[0]).withExpiry(Instant.ofEpochSecond(Long.parseLong(parts[1]))));
	}

}
