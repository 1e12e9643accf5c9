package io.dialogue.socketio;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

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

	private static int take(HandshakeRate rate, int times) {
		int taken = 0;
		for (int i = 0; i < times; i++) {
			taken += rate.tryAcquire() ? 1 : 0;
		}
		return taken;
	}

}
