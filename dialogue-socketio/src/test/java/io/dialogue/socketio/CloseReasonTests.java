package io.dialogue.socketio;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client still gets when the server ends its connection.
 */
class CloseReasonTests {

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	@Test
	void disconnectedClientGetsWhatWasSentBefore() throws Exception {
		RawClient.Polling client = new RawClient(this.servers.start()).connectedPolling();
		close(DisconnectReason.SERVER_DISCONNECT);
		assertThat(client.poll()).contains("before").doesNotContain("after").contains("41");
	}

	@Test
	void revokedClientGetsNothingThatWaitedAndIsToldToStayAway() throws Exception {
		RawClient.Polling client = new RawClient(this.servers.start()).connectedPolling();
		close(DisconnectReason.REVOKED);
		assertThat(client.poll()).doesNotContain("before", "after").startsWith("41");
	}

	@Test
	void expiredClientGetsNothingThatWaitedAndIsToComeBack() throws Exception {
		RawClient.Polling client = new RawClient(this.servers.start()).connectedPolling();
		close(DisconnectReason.EXPIRED);
		assertThat(client.poll()).doesNotContain("before", "after", "41");
	}

	@ParameterizedTest
	@EnumSource(names = { "REVOKED", "EXPIRED" })
	void webSocketIsClosedForAViolationOfPolicy(DisconnectReason reason) throws Exception {
		RawClient.Ws client = new RawClient(this.servers.start()).connectedWebsocket();
		this.servers.gateway.only().connection.close(reason);
		if (reason.isFinal()) {
			assertThat(client.next()).isEqualTo("41");
		}
		assertThat(client.closeCode()).isEqualTo(1008);
	}

	private void close(DisconnectReason reason) {
		ClientConnection connection = this.servers.gateway.only().connection;
		for (int i = 0; i < 100; i++) {
			connection.send(TestGateway.message("note", "\"before\""));
		}
		connection.fanOut().send(TestGateway.message("note", "\"before\""), List.of(connection));
		connection.close(reason);
		connection.send(TestGateway.message("note", "\"after\""));
		connection.fanOut().send(TestGateway.message("note", "\"after\""), List.of(connection));
	}

}
