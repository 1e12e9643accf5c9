package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.dialogue.annotation.Overflow;
import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.Droppable;
import io.dialogue.event.EncodedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Messages that are larger than what may wait for a client, and what is sent around them.
 */
class LargeMessageTests {

	private static final int LIMIT = 200_000;

	private static final String LARGE = "x".repeat(3 * LIMIT);

	private static final Droppable LATEST = new Droppable("map", Overflow.CONFLATE, "chat map");

	@RegisterExtension
	final SocketExtension socket = new SocketExtension();

	@Test
	void clientThatReadsGetsWhatIsSentBeforeAndBehind() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient.Ws ws = this.socket.client().connectedWebsocket();
		for (int round = 0; round < 20; round++) {
			sendAround(large(null));
			expectAround(ws);
		}
		assertThat(session().reasons).isEmpty();
	}

	@Test
	void clientThatReadsGetsWhatIsSentWhileItsEventLoopIsBusy() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient.Ws ws = this.socket.client().connectedWebsocket();
		this.socket.engineSession().execute(() -> sendAround(large(null)));
		expectAround(ws);
		this.socket.engineSession().execute(() -> broadcastAround(large(null)));
		expectAround(ws);
		this.socket.engineSession().execute(() -> sendAround(large(null)));
		expectAround(ws);
		assertThat(session().reasons).isEmpty();
		await().untilAsserted(() -> assertThat(waiting()).isZero());
	}

	@Test
	void clientThatPollsGetsWhatIsSentBetween() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient.Polling polling = this.socket.client().connectedPolling();
		for (int round = 0; round < 3; round++) {
			sendAround(large(null));
			List<String> packets = new ArrayList<>();
			while (packets.size() < 12) {
				packets.addAll(List.of(polling.poll().split("\u001e")));
			}
			assertThat(packets.remove(1)).contains(LARGE);
			assertThat(NumberedMessages.numbers(packets)).isEqualTo(IntStream.rangeClosed(0, 10).boxed().toList());
		}
		assertThat(session().reasons).isEmpty();
	}

	@Test
	void clientThatDoesNotReadIsClosedAtTheBound() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			assertThat(reader.isOpen()).isTrue();
			connection().send(large(null));
			await().untilAsserted(() -> assertThat(waiting()).isZero());
			assertClosedAtTheBound();
		}
	}

	@Test
	void clientThatDoesNotPollIsClosedAtTheBound() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		this.socket.client().connectedPolling();
		assertClosedAtTheBound();
	}

	private void assertClosedAtTheBound() {
		connection().send(large(null));
		int fit = LIMIT / (NumberedMessages.PADDING.length() + 100);
		for (int i = 0; i < fit; i++) {
			connection().send(NumberedMessages.message(i, null));
		}
		assertThat(session().reasons).isEmpty();
		assertThat(waiting()).isGreaterThan(LARGE.length() + fit * NumberedMessages.PADDING.length());
		for (int i = 0; i < fit; i++) {
			connection().send(NumberedMessages.message(i, null));
			assertThat(waiting()).isLessThan(LARGE.length() + LIMIT + 100);
		}
		await().untilAsserted(() -> assertThat(session().reasons).containsExactly(DisconnectReason.SLOW_CONSUMER));
	}

	@Test
	void onlyOneLargerMessageWaits() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		this.socket.client().connectedPolling();
		connection().send(large(null));
		assertThat(session().reasons).isEmpty();
		connection().send(large(null));
		await().untilAsserted(() -> assertThat(session().reasons).containsExactly(DisconnectReason.SLOW_CONSUMER));
	}

	@Test
	void largerMessageIsReplacedByTheNextOneOfItsKey() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient.Polling polling = this.socket.client().connectedPolling();
		for (int i = 0; i < 5; i++) {
			connection().send(large(LATEST));
			connection().send(NumberedMessages.message(i, null));
		}
		List<String> packets = new ArrayList<>();
		while (packets.size() < 6) {
			packets.addAll(List.of(polling.poll().split("\u001e")));
		}
		assertThat(packets.remove(4)).contains(LARGE);
		assertThat(NumberedMessages.numbers(packets)).containsExactly(0, 1, 2, 3, 4);
		assertThat(this.socket.gateway.dropped).hasSize(4);
		assertThat(session().reasons).isEmpty();
		assertThat(waiting()).isZero();
	}

	@Test
	void largerMessageThatMayBeDroppedGivesWay() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient.Polling polling = this.socket.client().connectedPolling();
		Droppable droppable = new Droppable("map", Overflow.DROP_OLDEST, null);
		connection().send(large(null));
		connection().send(large(droppable));
		connection().send(NumberedMessages.message(0, null));
		assertThat(polling.poll()).contains(LARGE);
		assertThat(NumberedMessages.numbers(List.of(polling.poll()))).containsExactly(0);
		assertThat(this.socket.gateway.dropped).containsExactly(droppable);
		assertThat(session().reasons).isEmpty();
	}

	/** The message goes out as long as the client reads, which takes longer than that. */
	@Test
	void clientThatReadsALargerMessageSlowlyStays() throws Exception {
		Duration timeout = Duration.ofSeconds(1);
		this.socket.start(timeout, LIMIT);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			connection().send(TestGateway.message("n", "\"" + "x".repeat(40_000_000) + "\""));
			await().pollInterval(Duration.ofMillis(10))
				.during(timeout.multipliedBy(3))
				.atMost(Duration.ofSeconds(30))
				.until(() -> reader.read(32_000) == 32_000);
			assertThat(session().reasons).isEmpty();
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(session().reasons).containsExactly(DisconnectReason.SLOW_CONSUMER));
		}
	}

	private static OutboundMessage large(Droppable droppable) {
		return OutboundMessage.of("n",
				new EncodedEvent("n", ("\"" + LARGE + "\"").getBytes(StandardCharsets.UTF_8)).withDroppable(droppable));
	}

	/** One message before, and ten right behind. */
	private void sendAround(OutboundMessage large) {
		connection().send(NumberedMessages.message(0, null));
		connection().send(large);
		for (int i = 1; i <= 10; i++) {
			connection().send(NumberedMessages.message(i, null));
		}
	}

	private void broadcastAround(OutboundMessage large) {
		broadcast(NumberedMessages.message(0, null));
		broadcast(large);
		for (int i = 1; i <= 10; i++) {
			broadcast(NumberedMessages.message(i, null));
		}
	}

	private void broadcast(OutboundMessage message) {
		connection().fanOut().send(message, List.of(connection()));
	}

	private static void expectAround(RawClient.Ws ws) throws Exception {
		assertThat(ws.next()).contains("\"n\":0,");
		assertThat(ws.next()).contains(LARGE);
		for (int i = 1; i <= 10; i++) {
			assertThat(ws.next()).contains("\"n\":" + i + ",");
		}
	}

	private ClientConnection connection() {
		return session().connection;
	}

	private TestGateway.Session session() {
		return this.socket.session();
	}

	private long waiting() {
		return this.socket.sessions().stream().mapToLong((session) -> session.outbound().bytes()).max().orElse(0);
	}

}
