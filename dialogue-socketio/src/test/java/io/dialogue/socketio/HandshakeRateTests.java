package io.dialogue.socketio;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How many sessions may begin within a second.
 */
class HandshakeRateTests {

	@RegisterExtension
	final ServerExtension servers = new ServerExtension();

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - TimeUnit.MINUTES.toNanos(1));

	@Test
	void permitsComeBackEvenly() {
		HandshakeRate rate = new HandshakeRate(10, this.time::get);
		assertThat(take(rate, 100)).isEqualTo(10);
		this.time.addAndGet(TimeUnit.MILLISECONDS.toNanos(99));
		assertThat(take(rate, 100)).isZero();
		this.time.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
		assertThat(take(rate, 100)).isOne();
		this.time.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
		assertThat(take(rate, 100)).isEqualTo(5);
		this.time.addAndGet(TimeUnit.HOURS.toNanos(1));
		assertThat(take(rate, 100)).isEqualTo(10);
	}

	@Test
	void zeroIsNoLimit() {
		assertThat(take(new HandshakeRate(0, this.time::get), 100_000)).isEqualTo(100_000);
	}

	@Test
	void handshakesBeyondTheLimitAreRefused() throws Exception {
		RawClient client = new RawClient(this.servers.start((settings) -> settings.maxHandshakesPerSecond(3)));
		int refused = 0;
		for (int i = 0; i < 200 && refused == 0; i++) {
			int status = client.get(RawClient.POLLING).statusCode();
			assertThat(status).isIn(200, 503);
			refused += (status == 503) ? 1 : 0;
		}
		assertThat(refused).isOne();
	}

	@Test
	void handshakesOfAnAddressThatHasItsShareCostTheOthersNothing() throws Exception {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.maxHandshakesPerSecond(2).maxConnectionsPerAddress(1));
		assertThat(status(server, "127.0.0.1")).contains(" 200 ");
		awaitRefusals(server, 20);
		assertThat(status(server, "127.0.0.2")).contains(" 200 ");
	}

	@Test
	void handshakesWithoutPermitKeepNoSeat() {
		SocketIoGatewayServer server = this.servers
			.start((settings) -> settings.maxHandshakesPerSecond(1).maxConnections(20));
		awaitRefusals(server, 30);
		await().until(() -> status(server, "127.0.0.2").contains(" 200 "));
	}

	private static void awaitRefusals(SocketIoGatewayServer server, int count) {
		AtomicInteger refused = new AtomicInteger();
		await().pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> status(server, "127.0.0.1").contains(" 503 ") && refused.incrementAndGet() == count);
	}

	private static String status(SocketIoGatewayServer server, String from) throws Exception {
		try (Socket socket = new Socket("127.0.0.1", server.port(), InetAddress.getByName(from), 0)) {
			socket.getOutputStream()
				.write(("GET /socket.io/" + RawClient.POLLING + " HTTP/1.1\r\nHost: a\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			return String.valueOf(new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine());
		}
		catch (SocketException ex) {
			return "closed";
		}
	}

	private static int take(HandshakeRate rate, int times) {
		int taken = 0;
		for (int i = 0; i < times; i++) {
			taken += rate.tryAcquire() ? 1 : 0;
		}
		return taken;
	}

}
