package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.dialogue.annotation.Overflow;
import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.Droppable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What is sent to many, among what is sent to one, to clients that read and to clients
 * that do not.
 */
class BroadcastTests {

	private static final int LIMIT = 1_000_000;

	/** More messages than kernels keep for a client that does not read. */
	private static final int MANY = 8_000;

	private final TestGateway gateway = new TestGateway();

	private EngineContext context;

	private EngineServer server;

	@AfterEach
	void stop() {
		this.server.stop(Duration.ofMillis(300));
	}

	@Test
	void clientThatReadsSlowlyGetsAllInOrder() throws Exception {
		start(20 * LIMIT);
		try (SlowReader reader = new SlowReader(this.server.port())) {
			assertThat(reader.isOpen()).isTrue();
			for (int i = 0; i < MANY; i++) {
				if (i % 3 == 0) {
					connections().get(0).send(NumberedMessages.message(i, null));
				}
				else {
					broadcast(NumberedMessages.message(i, null));
				}
			}
			assertThat(NumberedMessages.numbers(reader.readUntil((text) -> text.contains("\"n\":" + (MANY - 1) + ","))))
				.isEqualTo(IntStream.range(0, MANY).boxed().toList());
			await().untilAsserted(() -> assertThat(waiting()).isZero());
		}
	}

	@Test
	void clientThatDoesNotReadIsClosedAndOthersMissNothing() throws Exception {
		start(LIMIT);
		RawClient.Ws honest = client().connectedWebsocket();
		try (SlowReader stalled = new SlowReader(this.server.port())) {
			assertThat(stalled.isOpen()).isTrue();
			for (int i = 0; i < 10_000; i++) {
				broadcast(NumberedMessages.message(i, null));
				assertThat(honest.next()).contains("\"n\":" + i + ",");
			}
			await().untilAsserted(() -> assertThat(this.gateway.sessions.get(1).reasons)
				.containsExactly(DisconnectReason.SLOW_CONSUMER));
			assertThat(this.gateway.only().reasons).isEmpty();
		}
	}

	@Test
	void whatMayBeDroppedIsDroppedForThoseWhoDoNotRead() throws Exception {
		start(LIMIT);
		int count = 10_000;
		RawClient.Ws honest = client().connectedWebsocket();
		try (SlowReader slow = new SlowReader(this.server.port())) {
			for (int i = 0; i < count; i++) {
				broadcast(NumberedMessages.message(i, new Droppable("cursor", Overflow.DROP_OLDEST, null)));
				assertThat(honest.next()).contains("\"n\":" + i + ",");
				assertThat(waiting()).isLessThanOrEqualTo(LIMIT);
			}
			List<Integer> numbers = NumberedMessages
				.numbers(slow.readUntil((text) -> text.contains("\"n\":" + (count - 1) + ",")));
			assertThat(numbers).isSorted().hasSizeLessThan(count);
			assertThat(this.gateway.dropped).hasSize(count - numbers.size());
		}
	}

	@Test
	void clientThatIsDisconnectedGetsWhatWasSentBefore() throws Exception {
		start(LIMIT);
		RawClient.Ws ws = client().connectedWebsocket();
		close(DisconnectReason.SERVER_DISCONNECT);
		for (int i = 0; i < 100; i++) {
			assertThat(ws.next()).contains("\"n\":" + i + ",");
		}
		assertThat(ws.next()).isEqualTo("41");
		assertThat(ws.closeCode()).isEqualTo(1000);
		assertThat(ws.messages).isEmpty();
	}

	@Test
	void clientWhoseAccessIsRevokedGetsNothingThatWaits() throws Exception {
		start(20 * LIMIT);
		try (SlowReader reader = new SlowReader(this.server.port())) {
			for (int i = 1_000; i < 1_000 + MANY; i++) {
				broadcast(NumberedMessages.message(i, null));
			}
			close(DisconnectReason.REVOKED);
			List<Integer> numbers = NumberedMessages.numbers(reader.readUntil("41"::equals));
			assertThat(numbers).isSorted().doesNotContain(-1, 99);
		}
	}

	private void start(int limit) {
		SocketIoServerSettings settings = SocketIoServerSettings.builder()
			.host("127.0.0.1")
			.eventLoopThreads(2)
			.slowConsumerTimeout(Duration.ZERO)
			.maxOutboundBytes(limit)
			.dropThreshold(limit / 4)
			.build();
		this.context = new EngineContext(settings, new SocketSessions(this.gateway, settings));
		this.server = new EngineServer(this.context, List.of(), null);
	}

	private void close(DisconnectReason reason) {
		List<ClientConnection> all = connections();
		for (int i = 0; i < 100; i++) {
			broadcast(NumberedMessages.message(i, null));
		}
		all.get(0).close(reason);
		broadcast(NumberedMessages.message(-1, null));
		all.get(0).send(NumberedMessages.message(-1, null));
	}

	private void broadcast(OutboundMessage message) {
		List<ClientConnection> all = connections();
		all.get(0).fanOut().send(message, all);
	}

	private List<ClientConnection> connections() {
		return this.gateway.sessions.stream().map((session) -> session.connection).toList();
	}

	private RawClient client() {
		return new RawClient(this.server.port(), "/socket.io/");
	}

	private long waiting() {
		return this.context.sessions().stream().mapToLong((session) -> session.outbound().bytes()).max().orElse(0);
	}

}
