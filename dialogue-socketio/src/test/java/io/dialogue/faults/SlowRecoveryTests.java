package io.dialogue.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dialogue.broker.BrokerSettings;
import io.dialogue.broker.InMemoryEventBroker;
import io.dialogue.event.EventDefinition;
import io.dialogue.socketio.SocketIoGatewayServer;
import io.dialogue.socketio.SocketIoServerSettings;
import io.dialogue.testsupport.TestDialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that read slowly while they recover, over real sockets.
 */
class SlowRecoveryTests {

	private static final String ROOM = "room";

	/** The server's bound of what may wait for one client, far less than is replayed. */
	private static final int MAX_OUTBOUND = 100_000;

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final RecordingBroker broker = new RecordingBroker(new InMemoryEventBroker(BrokerSettings.DEFAULTS));

	private final PausingChecker checker = new PausingChecker(this.broker);

	private final SocketIoGatewayServer server = new SocketIoGatewayServer(SocketIoServerSettings.builder()
		.host("127.0.0.1")
		.maxOutboundBytes(MAX_OUTBOUND)
		.slowConsumerTimeout(Duration.ofMillis(500))
		.build(), List.of());

	@AfterEach
	void stop() {
		this.server.stop();
		this.group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
	}

	@Test
	void replayLargerThanTheServersBoundReachesAClientThatDoesNotReadForAWhile() {
		try (TestDialogue dialogue = dialogue(1_000)) {
			RecoveringClient client = connect();
			client.reading(true);
			client.cut();
			trigger(dialogue, 500, 10_000);
			await().until(() -> this.checker.recoveries() == 1);
			await().during(Duration.ofSeconds(2))
				.atMost(Duration.ofSeconds(5))
				.until(() -> this.checker.lostConnections() == 1);
			trigger(dialogue, 10, 100);
			client.reading(true);
			await().until(() -> client.ask(() -> this.checker.isComplete(client, ROOM)));
			assertThat(this.checker.violations()).isEmpty();
			assertThat(this.checker.gaps()).isZero();
			assertThat(this.checker.lostConnections()).isEqualTo(1);
			client.stop();
		}
	}

	@Test
	void clientThatDoesNotReadWhileThousandsOfEventsComeIsTold() {
		try (TestDialogue dialogue = dialogue(50)) {
			RecoveringClient client = connect();
			client.cut();
			trigger(dialogue, 50, 100_000);
			await().until(() -> this.checker.recoveries() == 1);
			trigger(dialogue, 10_000, 100);
			client.reading(true);
			await().atMost(Duration.ofSeconds(30)).until(() -> this.checker.gaps() == 1);
			await().until(() -> client.ask(() -> this.checker.isComplete(client, ROOM)));
			assertThat(this.checker.violations()).isEmpty();
			client.stop();
		}
	}

	private TestDialogue dialogue(int historyLimit) {
		TestDialogue dialogue = TestDialogue.builder()
			.broker(this.broker)
			.maxReplay(1_000)
			.events(EventDefinition.of("news").withHistory(historyLimit))
			.room(ROOM)
			.build();
		this.server.start(dialogue.gateway());
		return dialogue;
	}

	/** A client that does not read once it has come back. */
	private RecoveringClient connect() {
		RecoveringClient client = new RecoveringClient(this.group, this.server.port(), "client", null,
				() -> Duration.ofSeconds(1), this.checker);
		client.room(ROOM, List.of("news"));
		this.checker.expect(client, ROOM, List.of("news"));
		client.start();
		await().until(() -> client.ask(client::isSettled));
		return client;
	}

	private static void trigger(TestDialogue dialogue, int count, int size) {
		String text = "x".repeat(size);
		IntStream.range(0, count)
			.forEach((number) -> dialogue.template()
				.trigger(ROOM, "news", Map.of("by", "server", "number", number, "text", text))
				.join());
	}

	/** Has a client stop to read as soon as its first recovery begins. */
	private static final class PausingChecker extends DeliveryChecker {

		private final AtomicInteger recoveries = new AtomicInteger();

		private boolean first = true;

		private PausingChecker(RecordingBroker published) {
			super(published);
		}

		private int recoveries() {
			return this.recoveries.get();
		}

		@Override
		public void joined(RecoveringClient client, String roomId, RecoveryListener.Standing standing) {
			super.joined(client, roomId, standing);
			if (this.first) {
				this.first = false;
			}
			else if (this.recoveries.getAndIncrement() == 0) {
				client.reading(false);
			}
		}

	}

}
