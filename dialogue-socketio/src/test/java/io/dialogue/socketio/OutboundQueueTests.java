package io.dialogue.socketio;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.dialogue.annotation.Overflow;
import io.dialogue.event.Droppable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a queue costs while its client takes nothing: how often it is looked through, and
 * how often its socket is bothered.
 */
class OutboundQueueTests {

	private static final int MANY = 20_000;

	private static final int SIZE = 1_000;

	private final TestGateway gateway = new TestGateway();

	private CountingShedding shedding;

	private EngineServer server;

	private Outbound outbound;

	@BeforeEach
	void start() throws Exception {
		SocketIoServerSettings settings = SocketIoServerSettings.builder()
			.host("127.0.0.1")
			.maxOutboundBytes(2 * MANY * SIZE)
			.dropThreshold(50 * SIZE)
			.build();
		EngineContext context = new EngineContext(settings, new SocketSessions(this.gateway, settings));
		this.server = new EngineServer(context, List.of(), null);
		new RawClient(this.server.port(), "/socket.io/").connectedWebsocket();
		this.shedding = new CountingShedding(settings, this.gateway.dropped::add);
		this.outbound = new Outbound(new ConcurrentLinkedQueue<>(), context.sessions().iterator().next(),
				this.shedding);
	}

	@AfterEach
	void stop() {
		this.server.stop(Duration.ofMillis(300));
	}

	@Test
	void isNeverLookedThroughWithNothingToDrop() {
		add(MANY, null);
		assertThat(waiting()).isEqualTo(MANY);
		assertThat(this.shedding.visits).isZero();
	}

	@Test
	void isLookedThroughSeldomWithLittleToDrop() {
		add(1, conflated("a"));
		add(MANY, null);
		assertThat(waiting()).isEqualTo(MANY + 1);
		assertThat(this.shedding.visits).isPositive().isLessThan(20 * MANY);
	}

	@Test
	void isLookedThroughSeldomWhileAllIsReplaced() {
		for (int i = 0; i < MANY; i++) {
			add(1, conflated("a"));
		}
		assertThat(waiting()).isLessThan(100);
		assertThat(this.shedding.visits).isPositive().isLessThan(20 * MANY);
	}

	@Test
	void isNotLookedThroughAnyMoreAfterAllIsDropped() {
		add(100, new Droppable("typing", Overflow.DROP_OLDEST, null));
		add(100, null);
		assertThat(this.gateway.dropped).hasSize(100);
		assertThatNothingIsLookedThrough();
	}

	@Test
	void isNotLookedThroughAfterAllIsTaken() {
		add(10, conflated("a"));
		for (int i = 0; i < 10; i++) {
			assertThat(this.outbound.poll()).isNotNull();
		}
		assertThatNothingIsLookedThrough();
	}

	@Test
	void isNotLookedThroughAfterAllIsForgotten() {
		add(10, conflated("a"));
		this.outbound.forget();
		assertThatNothingIsLookedThrough();
	}

	@Test
	void broadcastThatTheSocketDoesNotTakeLeavesItAlone() {
		FullSocket socket = new FullSocket();
		this.outbound.sink(socket);
		EncodedPacket packet = packet(null);
		List<Broadcast> broadcasts = IntStream.rangeClosed(1, 3)
			.mapToObj((number) -> new Broadcast(packet, List.of(this.outbound), number))
			.toList();
		this.outbound.take(broadcasts);
		assertThat(this.outbound.poll()).isSameAs(packet);
		assertThat(socket.writes).isZero();
	}

	private void assertThatNothingIsLookedThrough() {
		this.shedding.visits = 0;
		add(MANY, null);
		assertThat(this.shedding.visits).isZero();
	}

	private void add(int times, Droppable droppable) {
		for (int i = 0; i < times; i++) {
			this.outbound.add(packet(droppable));
		}
	}

	private long waiting() {
		return this.outbound.bytes() / packet(null).size();
	}

	private static EncodedPacket packet(Droppable droppable) {
		return EncodedPacket.text(new byte[SIZE], droppable);
	}

	private static Droppable conflated(String key) {
		return new Droppable("cursor", Overflow.CONFLATE, key);
	}

	/** Counts how many packets it may have looked at. */
	private static final class CountingShedding extends Shedding {

		private static final int PASSES = 2;

		private long visits;

		CountingShedding(SocketIoServerSettings settings, Consumer<Droppable> onDropped) {
			super(settings, onDropped);
		}

		@Override
		void shed(Queue<EncodedPacket> queue, long waiting, EncodedPacket next, Consumer<EncodedPacket> onRemoved) {
			this.visits += PASSES * queue.size();
			super.shed(queue, waiting, next, onRemoved);
		}

	}

	/** Takes nothing, and counts how often it is written to or flushed. */
	private static final class FullSocket implements Outbound.Sink {

		private int writes;

		@Override
		public LoopFlusher flusher() {
			return null;
		}

		@Override
		public LoopFlusher broadcaster() {
			return null;
		}

		@Override
		public long pendingBytes() {
			return 0;
		}

		@Override
		public void drain() {
			this.writes++;
		}

		@Override
		public boolean takesMore() {
			return false;
		}

		@Override
		public void write(EncodedPacket packet, long following) {
			this.writes++;
		}

		@Override
		public void written(Outbound outbound) {
			this.writes++;
		}

	}

}
