package io.dialogue.socketio;

import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SocketIoServerSettingsTests {

	@Test
	void defaultsAreTheProtocols() {
		SocketIoServerSettings settings = SocketIoServerSettings.builder().build();
		assertThat(settings.path()).isEqualTo("/socket.io/");
		assertThat(settings.pingInterval()).isEqualTo(Duration.ofSeconds(25));
		assertThat(settings.pingTimeout()).isEqualTo(Duration.ofSeconds(20));
		assertThat(settings.transports()).containsExactlyInAnyOrder(SocketIoServerSettings.Transport.values());
		assertThat(settings.maxOutboundBytes()).isEqualTo(2 * 1024 * 1024);
	}

	@Test
	void valuesOutOfBoundsAreRefused() {
		refused((settings) -> settings.port(-1), "port");
		refused((settings) -> settings.port(70_000), "port");
		refused((settings) -> settings.path("socket.io"), "path");
		refused((settings) -> settings.path("/"), "path");
		refused((settings) -> settings.transports(Set.of()), "transports");
		refused((settings) -> settings.pingInterval(Duration.ZERO), "pingInterval");
		refused((settings) -> settings.pingTimeout(Duration.ofSeconds(-1)), "pingTimeout");
		refused((settings) -> settings.connectTimeout(Duration.ZERO), "connectTimeout");
		refused((settings) -> settings.maxPacketSize(0), "maxPacketSize");
		refused((settings) -> settings.maxConnections(-1), "maxConnections");
	}

	private static void refused(UnaryOperator<SocketIoServerSettingsBuilder> change, String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(SocketIoServerSettings.builder()).build())
			.withMessageContaining(name);
	}

}
