package io.dialogue.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dialogue.client.ClientIdentity;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.Handshake;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.membership.MemberClient;
import io.dialogue.testsupport.Message;
import io.dialogue.testsupport.TestClient;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Connections end with their authentication.
 */
class ExpiryTests {

	private static TestDialogue.Builder chat() {
		return TestDialogue.builder()
			.events(Message.class)
			.room("chat")
			.authenticator(ExpiryTests::untilTokensMillisecond);
	}

	private static AuthenticationResult untilTokensMillisecond(Handshake handshake) {
		Instant end = Instant.ofEpochMilli(Long.parseLong(String.valueOf(handshake.token())));
		String user = String.valueOf(handshake.auth().getOrDefault("user", "a"));
		return AuthenticationResult.accept(ClientIdentity.of(user).withExpiry(end));
	}

	private static String token(Instant end) {
		return String.valueOf(end.toEpochMilli());
	}

	@Test
	void connectionThatOnlyReceivesEndsWithinASecondAndNeverTooEarly() {
		try (TestDialogue dialogue = chat().build()) {
			Instant end = Instant.now().plusMillis(1200);
			TestClient client = dialogue.connect(Map.of("token", token(end)));
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
			assertThat(client.connection().awaitClose()).isEqualTo(DisconnectReason.EXPIRED);
			assertThat(Instant.now()).isAfterOrEqualTo(end).isBefore(end.plusSeconds(1));
			assertThat(dialogue.rooms().find("chat").size()).isZero();
		}
	}

	@Test
	void requestAfterTheEndIsNotHandled() {
		try (TestDialogue dialogue = chat().build()) {
			Instant end = Instant.now().plusSeconds(3);
			TestClient client = dialogue.connect(Map.of("token", token(end)));
			client.join("chat");
			await().pollInterval(Duration.ofMillis(1)).until(() -> !Instant.now().isBefore(end));
			client.send("dialogue:trigger", Map.of("roomId", "chat", "event", "message", "data", Message.of("late")));
			assertThat(client.connection().awaitClose()).isEqualTo(DisconnectReason.EXPIRED);
			dialogue.awaitIdle();
			assertThat(TestClient.await(dialogue.template().history("chat", null, 0, 10))).isEmpty();
		}
	}

	@Test
	void refreshedConnectionLivesOn() {
		try (TestDialogue dialogue = chat().build()) {
			Instant end = Instant.now().plusMillis(700);
			TestClient client = dialogue.connect(Map.of("token", token(end)));
			client.ack("dialogue:refresh", Map.of("token", token(end.plusMillis(1500))));
			await().until(() -> Instant.now().isAfter(end.plusMillis(1000)));
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
			assertThat(client.connection().awaitClose()).isEqualTo(DisconnectReason.EXPIRED);
			assertThat(Instant.now()).isAfterOrEqualTo(end.plusMillis(1500));
		}
	}

	@Test
	void refreshCannotProlongWithATokenThatHasEnded() {
		try (TestDialogue dialogue = chat().build()) {
			TestClient client = dialogue.connect(Map.of("token", token(Instant.now().plusSeconds(60))));
			assertThat(client.ack("dialogue:refresh", Map.of("token", token(Instant.now()))).path("code").stringValue())
				.isEqualTo("PERMISSION_DENIED");
			assertThat(client.join("chat").path("ok").booleanValue()).isTrue();
		}
	}

	@Test
	void connectionThatCannotBeEndedKeepsNoOtherFromItsEnd() {
		Expiries expiries = new Expiries(Runnable::run);
		MemberClient failing = expiring(Duration.ZERO);
		willThrow(new IllegalStateException("on purpose")).given(failing).cutOff(DisconnectReason.EXPIRED);
		MemberClient later = expiring(Duration.ofMillis(600));
		expiries.watch(failing);
		expiries.watch(later);
		await().untilAsserted(() -> then(later).should().cutOff(DisconnectReason.EXPIRED));
		then(failing).should().cutOff(DisconnectReason.EXPIRED);
	}

	private static MemberClient expiring(Duration life) {
		MemberClient client = mock();
		given(client.isConnected()).willReturn(true);
		given(client.identity()).willReturn(ClientIdentity.of("a").withExpiry(Instant.now().plus(life)));
		return client;
	}

	@Test
	void manyConnectionsEndTogether() {
		try (TestDialogue dialogue = chat().build()) {
			Instant end = Instant.now().plusSeconds(3);
			List<TestClient> clients = IntStream.range(0, 1000)
				.mapToObj((i) -> dialogue.open(Map.of("token", token(end), "user", "user-" + i)))
				.toList();
			clients
				.forEach((client) -> assertThat(client.connection().awaitClose()).isEqualTo(DisconnectReason.EXPIRED));
			dialogue.awaitIdle();
			assertThat(dialogue.clients().size()).isZero();
		}
	}

}
