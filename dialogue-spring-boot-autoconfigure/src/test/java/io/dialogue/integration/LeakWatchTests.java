package io.dialogue.integration;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that find nothing prove something only if what they look for would be found.
 */
class LeakWatchTests {

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void bufferThatNobodyReleasesIsLogged(boolean direct) {
		try (LeakWatch leaks = new LeakWatch(ResourceLeakDetector.Level.PARANOID); LogCapture log = new LogCapture()) {
			leak(direct);
			await().untilAsserted(() -> {
				LeakWatch.collect();
				assertThat(log.warnings()).anyMatch((line) -> line.contains("LEAK: ByteBuf.release() was not called"));
			});
		}
	}

	/** On a stack of its own, or the buffer could still be reached. */
	private static void leak(boolean direct) {
		(direct ? ByteBufAllocator.DEFAULT.directBuffer() : ByteBufAllocator.DEFAULT.heapBuffer()).writeByte(1);
	}

}
