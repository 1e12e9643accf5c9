package io.dialogue.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that send what a seeded generator makes up, beside honest ones: nothing is
 * logged, no buffer leaks, nobody honest notices. {@code -Dfuzz.seconds} says for how
 * long, {@code -Dfuzz.seed} with which seed; the seed is logged.
 */
class FuzzTests {

	private static final Logger logger = LoggerFactory.getLogger(FuzzTests.class);

	private static final int ATTACKERS = 4;

	private static final int HONEST = 3;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Duration duration = Duration.ofSeconds(Long.getLong("fuzz.seconds", 3));

	private final long seed = Long.getLong("fuzz.seed", System.nanoTime());

	private final LeakWatch leaks = new LeakWatch(ResourceLeakDetector.Level.PARANOID);

	private TestServer server;

	@BeforeEach
	void start() {
		this.server = TestServer.with()
			.properties("dialogue.rooms.chat.name=Chat", "dialogue.rooms.chat.events=message,ping",
					"dialogue.rooms.chat.default-subscriptions=message", "dialogue.client-rooms.enabled=true",
					"dialogue.events.ping.description=Anything",
					"dialogue.events.message.type=" + ConformanceEvents.Message.class.getName(),
					"dialogue.rate-limits.enabled=false", "dialogue.server.ping-interval=2s",
					"dialogue.server.ping-timeout=5s")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.leaks.close();
	}

	@Test
	void honestClientsDoNotNotice() {
		logger.info("Fuzzing for {} with fuzz.seed={}", this.duration, this.seed);
		try (LogCapture log = new LogCapture()) {
			List<TestClient> honest = connectHonest();
			AtomicLong attacks = new AtomicLong();
			CompletableFuture<Void> attack = attack(attacks);
			AtomicInteger rounds = new AtomicInteger();
			do {
				talk(honest, "honest-" + rounds.incrementAndGet());
				askAttackers();
			}
			while (!attack.isDone());
			attack.join();
			talk(honest, "the last one");
			await().atMost(PATIENCE).until(() -> this.server.template().allClients().size() == HONEST);
			await().atMost(PATIENCE).until(() -> this.server.room("chat").size() == HONEST);
			this.server.closeClients();
			reportLeaks();
			assertThat(log.warnings()).as("fuzz.seed=%d", this.seed).isEmpty();
			logger.info("{} attacks, {} rounds of honest clients", attacks, rounds);
		}
	}

	private List<TestClient> connectHonest() {
		List<TestClient> clients = new ArrayList<>();
		for (int i = 0; i < HONEST; i++) {
			clients.add(this.server.connect((i == 0) ? Transport.POLLING : Transport.WEBSOCKET, "honest" + i)
				.joined("chat"));
		}
		return clients;
	}

	private CompletableFuture<Void> attack(AtomicLong attacks) {
		long end = System.nanoTime() + this.duration.toNanos();
		ExecutorService attackers = Executors.newFixedThreadPool(ATTACKERS);
		CompletableFuture<?>[] running = new CompletableFuture<?>[ATTACKERS];
		for (int i = 0; i < ATTACKERS; i++) {
			FuzzInput seeds = new FuzzInput(this.seed + i);
			running[i] = CompletableFuture.runAsync(() -> {
				while (System.nanoTime() < end) {
					new FuzzAttack(this.server.port(), seeds.number(Integer.MAX_VALUE)).run();
					attacks.incrementAndGet();
				}
			}, attackers);
		}
		attackers.shutdown();
		return CompletableFuture.allOf(running);
	}

	/** So that what they acknowledge is read. */
	private void askAttackers() {
		this.server.template()
			.allClients()
			.stream()
			.filter((client) -> !client.userId().startsWith("honest"))
			.forEach((client) -> client.sendWithAck("ask", null, FuzzAnswer.class, Duration.ofMillis(500)));
	}

	/** Each honest client hears what one of them says. */
	private static void talk(List<TestClient> honest, String text) {
		JsonNode answer = honest.get(0)
			.ask("dialogue:trigger", "{roomId: 'chat', event: 'message', data: {text: '" + text + "'}}");
		assertThat(answer.path("ok").booleanValue()).as("%s", answer).isTrue();
		for (TestClient client : honest) {
			hear(client, text);
		}
	}

	/** What attackers said before, if they got so far, is passed over. */
	private static void hear(TestClient client, String text) {
		String heard;
		do {
			heard = client.expectEvent("message").path("text").stringValue();
		}
		while (!heard.equals(text));
	}

	private static void reportLeaks() {
		for (int i = 0; i < 5; i++) {
			LeakWatch.collect();
		}
	}

	/**
	 * What attackers are to answer.
	 *
	 * @param roomId a text
	 * @param offset a number
	 */
	record FuzzAnswer(String roomId, double offset) {

	}

}
