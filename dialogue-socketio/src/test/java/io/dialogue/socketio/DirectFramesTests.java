package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Frames in direct memory: what is written, in how many buffers, and that all is given
 * back.
 */
class DirectFramesTests {

	private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final DirectFrames frames = new DirectFrames();

	private final List<ByteBuf> written = new ArrayList<>();

	@BeforeEach
	void useAllocator() {
		this.channel.config().setAllocator(this.allocator);
	}

	@AfterEach
	void allMemoryIsGivenBack() {
		this.written.forEach(ByteBuf::release);
		assertThat(this.allocator.metric().usedDirectMemory()).isZero();
	}

	@Test
	void connectionsWithTheSamePacketsShareOneBuffer() {
		List<EncodedPacket> packets = packets(16, 10);
		for (int connection = 0; connection < 3; connection++) {
			assertThat(send(packets)).hasSize(1);
		}
		assertThat(this.allocator.metric().usedDirectMemory())
			.isEqualTo(packets.stream().mapToInt(EncodedPacket::size).sum());
		this.frames.clear();
	}

	@Test
	void packetThatAnotherConnectionDoesNotSendSplitsItsRun() {
		List<EncodedPacket> packets = packets(4, 10);
		send(packets);
		assertThat(send(List.of(packets.get(0), packets.get(1), packets.get(3)))).hasSize(2);
		assertThat(send(List.of(packets.get(2), packets.get(3)))).hasSize(1);
		this.frames.clear();
	}

	@Test
	void samePacketTwiceIsSentTwice() {
		EncodedPacket packet = packets(1, 10).get(0);
		send(List.of(packet, packet));
		this.frames.clear();
	}

	@Test
	void longRunsAreSplitAndLongFramesAreShared() {
		List<EncodedPacket> packets = packets(20, 2000);
		int buffers = send(packets).size();
		assertThat(buffers).isBetween(3, 4);
		assertThat(send(packets)).hasSize(buffers);
		long before = this.allocator.metric().usedDirectMemory();
		List<EncodedPacket> large = packets(2, 100_000);
		send(large);
		send(large);
		assertThat(this.allocator.metric().usedDirectMemory() - before).isLessThan(201_000);
		this.frames.clear();
	}

	@Test
	void turnWithVeryManyPacketsKeepsFewOfThem() {
		for (int i = 0; i < 100; i++) {
			send(packets(100, 100));
			this.written.forEach(ByteBuf::release);
			this.written.clear();
			assertThat(this.allocator.metric().usedDirectMemory()).isLessThan(300_000);
		}
		this.frames.clear();
	}

	@Test
	void whateverIsMixedArrivesInOrder() {
		Random random = new Random(7);
		List<EncodedPacket> pool = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			pool.addAll(packets(1, random.nextInt(3000)));
		}
		for (int turn = 0; turn < 20; turn++) {
			for (int connection = 0; connection < 20; connection++) {
				send(random.ints(random.nextInt(30), 0, pool.size()).mapToObj(pool::get).toList());
			}
			this.frames.clear();
		}
	}

	/** Sends as one connection, and checks what would be written. */
	private List<ByteBuf> send(List<EncodedPacket> packets) {
		List<ByteBuf> runs = new ArrayList<>();
		long waiting = packets.stream().mapToLong(EncodedPacket::size).sum();
		StringBuilder expected = new StringBuilder();
		for (EncodedPacket packet : packets) {
			waiting -= packet.size();
			add(runs, this.frames.add(packet, waiting, this.channel));
			expected.append(packet.frame().toString(StandardCharsets.ISO_8859_1));
		}
		add(runs, this.frames.end());
		StringBuilder sent = new StringBuilder();
		runs.forEach((run) -> sent.append(run.toString(StandardCharsets.ISO_8859_1)));
		assertThat(sent).hasToString(expected.toString());
		this.written.addAll(runs);
		return runs;
	}

	private static void add(List<ByteBuf> runs, ByteBuf run) {
		if (run != null) {
			assertThat(run.isDirect()).isTrue();
			runs.add(run);
		}
	}

	private static List<EncodedPacket> packets(int count, int length) {
		List<EncodedPacket> packets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			packets.add(EncodedPacket.text(i + "x".repeat(length)));
		}
		return packets;
	}

}
