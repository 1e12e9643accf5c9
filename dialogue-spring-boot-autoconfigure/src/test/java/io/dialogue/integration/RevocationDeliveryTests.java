package io.dialogue.integration;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.dialogue.client.ClientIdentity;
import io.dialogue.hook.AuthenticationResult;
import io.dialogue.hook.Authenticator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is triggered after {@code revoke} returned reaches nobody of the user, over real
 * sockets and with broadcasts in flight. The core's tests do it far more often.
 */
class RevocationDeliveryTests {

	private static final int TRIALS = 40;

	@ParameterizedTest
	@EnumSource(names = { "WEBSOCKET", "POLLING" })
	void nothingOfLaterArrives(Transport transport) {
		ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
		try (TestServer server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=*",
					"dialogue.rooms.chat.default-subscriptions=*")
			.bean(Authenticator.class,
					(handshake) -> AuthenticationResult
						.accept(ClientIdentity.of(String.valueOf(handshake.token())).withIssuedAt(Instant.now())))
			.start()) {
			traffic.scheduleWithFixedDelay(
					() -> server.template().trigger("chat", "note", Map.of("text", "before")).join(), 0, 1,
					TimeUnit.MILLISECONDS);
			for (int i = 0; i < TRIALS; i++) {
				String user = "user-" + i;
				TestClient client = server.open(transport, "{token: '" + user + "'}");
				client.expect("dialogue:connected");
				client.joined("chat");
				server.template().revoke(user);
				server.template().trigger("chat", "note", Map.of("text", "after")).join();
				assertThat(client.disconnection()).isEqualTo("io server disconnect");
				assertThat(client.received()).extracting(TestClient.Message::toString)
					.noneMatch((message) -> message.contains("after"));
				assertThat(server.template().clients(user)).isEmpty();
			}
		}
		finally {
			traffic.shutdownNow();
		}
	}

}
