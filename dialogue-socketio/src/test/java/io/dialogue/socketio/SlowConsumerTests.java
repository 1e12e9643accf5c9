package io.dialogue.socketio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.dialogue.annotation.Overflow;
import io.dialogue.client.ClientConnection;
import io.dialogue.client.DisconnectReason;
import io.dialogue.client.OutboundMessage;
import io.dialogue.event.Droppable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that do not read for a while, or never again.
 */
class SlowConsumerTests {

	private static final int LIMIT = 200_000;

	@RegisterExtension
	final SocketExtension socket = new SocketExtension();

	@Test
	void clientThatTakesNothingForTooLongIsClosed() throws Exception {
		this.socket.start(Duration.ofMillis(300), 50_000_000);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			assertThat(reader.isOpen()).isTrue();
			flood(NumberedMessages.message(0, null), 10_000);
			await().untilAsserted(() -> assertThat(session().reasons).containsExactly(DisconnectReason.SLOW_CONSUMER));
		}
	}

	@Test
	void clientThatReadsAgainInTimeStays() throws Exception {
		this.socket.start(Duration.ofSeconds(60), 50_000_000);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			for (int i = 0; i < 5_000; i++) {
				session().connection.send(NumberedMessages.message(i, null));
			}
			assertThat(NumberedMessages.numbers(reader.readUntil((text) -> text.contains("\"n\":4999"))))
				.isEqualTo(Stream.iterate(0, (n) -> n + 1).limit(5_000).toList());
			assertThat(session().reasons).isEmpty();
		}
	}

	@Test
	void withoutLimitInTimeAStalledClientStays() throws Exception {
		this.socket.start(Duration.ZERO, 50_000_000);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			assertThat(reader.isOpen()).isTrue();
			flood(NumberedMessages.message(0, null), 10_000);
			await().during(Duration.ofSeconds(4))
				.atMost(Duration.ofSeconds(10))
				.until(() -> session().reasons.isEmpty());
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "DROP_OLDEST", "CONFLATE" })
	void whatMayBeDroppedNeverExceedsTheLimit(Overflow overflow) throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			for (int i = 0; i < 20_000; i++) {
				session().connection
					.send(NumberedMessages.message(i, new Droppable("cursor", overflow, key(overflow, i))));
				assertThat(waiting()).isLessThanOrEqualTo(LIMIT);
			}
			session().connection.send(NumberedMessages.message(-1, null));
			List<Integer> numbers = NumberedMessages.numbers(reader.readUntil((text) -> text.contains("\"n\":-1")));
			assertThat(session().reasons).isEmpty();
			assertThat(numbers).endsWith(19_999, -1).hasSizeLessThan(10_000);
			assertThat(numbers.subList(0, numbers.size() - 1)).isSorted();
			assertThat(this.socket.gateway.dropped).hasSize(20_001 - numbers.size())
				.allSatisfy((event) -> assertThat(event.overflow()).isEqualTo(overflow));
		}
	}

	@Test
	void latestOfEachKeyIsKept() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		int keys = 20;
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			for (int i = 0; i < 20_000; i++) {
				session().connection.send(NumberedMessages.message(i,
						new Droppable("cursor", Overflow.CONFLATE, key(Overflow.CONFLATE, i % keys))));
			}
			session().connection.send(NumberedMessages.message(-1, null));
			List<Integer> numbers = NumberedMessages.numbers(reader.readUntil((text) -> text.contains("\"n\":-1")));
			assertThat(numbers).containsAll(Stream.iterate(19_999, (n) -> n - 1).limit(keys).toList());
		}
	}

	@Test
	void whatMayNotBeDroppedStaysInItsOrder() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			List<Integer> kept = new ArrayList<>();
			for (int i = 0; i < 20_000; i++) {
				boolean keep = i % 500 == 0;
				session().connection.send(
						NumberedMessages.message(i, keep ? null : new Droppable("cursor", Overflow.DROP_OLDEST, null)));
				if (keep) {
					kept.add(i);
				}
			}
			session().connection.send(NumberedMessages.message(-1, null));
			kept.add(-1);
			List<Integer> numbers = NumberedMessages.numbers(reader.readUntil((text) -> text.contains("\"n\":-1")));
			assertThat(numbers).containsSubsequence(kept);
		}
	}

	@Test
	void nothingIsDroppedForAClientThatReads() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient.Ws ws = this.socket.client().connectedWebsocket();
		for (int i = 0; i < 400; i++) {
			session().connection.send(NumberedMessages.message(i, new Droppable("cursor", Overflow.DROP_OLDEST, null)));
			if (i % 20 == 0) {
				await().until(() -> waiting() == 0);
			}
		}
		for (int i = 0; i < 400; i++) {
			assertThat(ws.next()).contains("\"n\":" + i + ",");
		}
		assertThat(this.socket.gateway.dropped).isEmpty();
	}

	@Test
	void kernelTakesLittleForAClientThatReadMuchAndStopped() throws Exception {
		this.socket.start(Duration.ZERO, 50_000_000);
		int buffer = 1_000_000;
		try (SlowReader reader = new SlowReader(this.socket.port(), buffer)) {
			flood(NumberedMessages.message(0, null), 10_000);
			session().connection.send(NumberedMessages.message(-1, null));
			reader.readUntil((text) -> text.contains("\"n\":-1"));
			flood(NumberedMessages.message(0, null), 20_000);
			long sent = 20_000L * NumberedMessages.PADDING.length();
			await().during(Duration.ofMillis(500)).until(() -> sent - waiting() < 2 * buffer + 500_000);
		}
	}

	@Test
	void clientThatDoesNotPollGetsTheNewestOfWhatMayBeDropped() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient.Polling polling = this.socket.client().connectedPolling();
		for (int i = 0; i < 5_000; i++) {
			session().connection.send(NumberedMessages.message(i, new Droppable("cursor", Overflow.DROP_OLDEST, null)));
		}
		assertThat(waiting()).isLessThanOrEqualTo(LIMIT);
		List<Integer> numbers = new ArrayList<>();
		while (!numbers.contains(4_999)) {
			numbers.addAll(NumberedMessages.numbers(List.of(polling.poll().split("\u001e"))));
		}
		assertThat(numbers).isSorted().hasSizeBetween(1, LIMIT / NumberedMessages.PADDING.length());
		assertThat(session().reasons).isEmpty();
	}

	@Test
	void clientWithTooMuchThatMayNotBeDroppedIsClosedWhateverElseWaits() throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		try (SlowReader reader = new SlowReader(this.socket.port())) {
			assertThat(reader.isOpen()).isTrue();
			for (int i = 0; i < 20_000 && session().reasons.isEmpty(); i++) {
				session().connection.send(NumberedMessages.message(i,
						(i % 2 == 0) ? null : new Droppable("cursor", Overflow.DROP_OLDEST, null)));
			}
			await().untilAsserted(() -> assertThat(session().reasons).containsExactly(DisconnectReason.SLOW_CONSUMER));
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aSingleMessageMayBeLargerThanTheLimit(boolean polls) throws Exception {
		this.socket.start(Duration.ZERO, LIMIT);
		RawClient client = this.socket.client();
		RawClient.Polling polling = polls ? client.connectedPolling() : null;
		RawClient.Ws ws = polls ? null : client.connectedWebsocket();
		String text = "x".repeat(LIMIT + 1);
		for (int i = 0; i < 3; i++) {
			session().connection.send(TestGateway.message("n", "\"" + text + "\""));
			assertThat(polls ? polling.poll() : ws.next()).isEqualTo("42[\"n\",\"" + text + "\"]");
		}
		assertThat(session().reasons).isEmpty();
	}

	private TestGateway.Session session() {
		return this.socket.session();
	}

	private long waiting() {
		return this.socket.engineSession().outbound().bytes();
	}

	private void flood(OutboundMessage message, int times) {
		ClientConnection connection = session().connection;
		for (int i = 0; i < times; i++) {
			connection.send(message);
		}
	}

	private static String key(Overflow overflow, int i) {
		return (overflow == Overflow.CONFLATE) ? "chat cursor " + (i % 20) : null;
	}

}
