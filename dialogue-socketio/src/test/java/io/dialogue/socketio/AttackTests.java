package io.dialogue.socketio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each attack fails on this server, and succeeds on netty-socketio as it comes: what
 * would be no attack proves nothing.
 */
class AttackTests {

	@ParameterizedTest
	@EnumSource
	void failsOnThisServer(Attack attack) throws Exception {
		try (AttackTarget target = new HardenedTarget()) {
			assertThat(attack.succeeds(target)).isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource
	void succeedsOnStockNettySocketio(Attack attack) throws Exception {
		try (AttackTarget target = new StockTarget(freePort())) {
			assertThat(attack.succeeds(target)).isTrue();
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress("127.0.0.1", 0));
			return socket.getLocalPort();
		}
	}

}
