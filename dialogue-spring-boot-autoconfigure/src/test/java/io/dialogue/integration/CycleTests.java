package io.dialogue.integration;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that connect, join a room, leave it and go, one after the other: nothing is
 * left of them. {@code -Dcycles.count} says how many.
 */
class CycleTests {

	private static final Logger logger = LoggerFactory.getLogger(CycleTests.class);

	private static final int CLIENTS = 4;

	private static final double TOLERANCE = 0.02;

	/** Up to so many cycles, every buffer is watched; beyond, samples are. */
	private static final long EVERY_BUFFER = 10_000;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final long cycles = Long.getLong("cycles.count", 1000);

	private final LeakWatch leaks = new LeakWatch(
			(this.cycles > EVERY_BUFFER) ? ResourceLeakDetector.Level.ADVANCED : ResourceLeakDetector.Level.PARANOID);

	private TestServer server;

	@BeforeEach
	void start() {
		this.server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rate-limits.enabled=false",
					"dialogue.session.lifetime=100ms")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.leaks.close();
	}

	@Test
	void nothingIsLeftOfClientsThatHaveGone() {
		try (LogCapture log = new LogCapture()) {
			run(Math.max(this.cycles / 4, 1000));
			long before = settled(Long.MAX_VALUE);
			run(this.cycles);
			long limit = (long) (before * (1 + TOLERANCE));
			long after = settled(limit);
			logger.info("Live heap before and after {} cycles: {} and {} bytes", this.cycles, before, after);
			assertThat(after).isLessThanOrEqualTo(limit);
			assertThat(log.warnings()).isEmpty();
		}
	}

	private void run(long count) {
		AtomicLong left = new AtomicLong(count);
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		CompletableFuture<?>[] running = new CompletableFuture<?>[CLIENTS];
		for (int i = 0; i < CLIENTS; i++) {
			running[i] = CompletableFuture.runAsync(() -> {
				while (left.getAndDecrement() > 0) {
					cycle();
				}
			}, clients);
		}
		clients.shutdown();
		CompletableFuture.allOf(running).join();
		await().atMost(PATIENCE).until(() -> this.server.template().allClients().isEmpty());
		assertThat(this.server.room("chat").size()).isZero();
	}

	/** The reset leaves no port waiting, of which there are too few. */
	private void cycle() {
		try (Socket socket = new Socket("127.0.0.1", this.server.port())) {
			socket.setSoLinger(true, 0);
			socket.setSoTimeout((int) PATIENCE.toMillis());
			send(socket, FuzzWire.upgrade("?EIO=4&transport=websocket"));
			awaitText(socket, "0{");
			send(socket, FuzzWire.textFrame("40"));
			awaitText(socket, "dialogue:connected");
			send(socket, FuzzWire.textFrame("421[\"dialogue:join\",{\"roomId\":\"chat\"}]"));
			awaitText(socket, "431[");
			send(socket, FuzzWire.textFrame("422[\"dialogue:leave\",{\"roomId\":\"chat\"}]"));
			awaitText(socket, "432[");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void send(Socket socket, byte[] bytes) throws IOException {
		socket.getOutputStream().write(bytes);
	}

	private static void awaitText(Socket socket, String text) throws IOException {
		byte[] buffer = new byte[4096];
		StringBuilder received = new StringBuilder();
		while (received.indexOf(text) < 0) {
			int length = socket.getInputStream().read(buffer);
			assertThat(length).as("%s", received).isPositive();
			received.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
		}
	}

	/** The live heap, once it is no more than a limit, or does not get smaller. */
	private static long settled(long limit) {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 10 && (i < 3 || least > limit); i++) {
			LeakWatch.collect();
			least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		return least;
	}

}
