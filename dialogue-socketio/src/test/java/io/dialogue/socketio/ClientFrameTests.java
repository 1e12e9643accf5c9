package io.dialogue.socketio;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reading frames, by RFC 6455, and beside Netty's decoder.
 */
class ClientFrameTests {

	private static final int LIMIT = 70_000;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 124, 125, 126, 127, 128, 65535, 65536, LIMIT })
	void readsWhatNettyWrites(int length) {
		byte[] payload = new byte[length];
		new Random(length).nextBytes(payload);
		ByteBuf in = encoded(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(payload)));
		ClientFrame frame = ClientFrame.read(in, LIMIT, false);
		assertThat(frame).isNotNull();
		assertThat(frame.last()).isTrue();
		assertThat(frame.opcode()).isEqualTo(ClientFrame.BINARY);
		assertThat(frame.payload()).isEqualTo(payload);
		assertThat(in.isReadable()).isFalse();
		in.release();
	}

	@ParameterizedTest
	@ValueSource(ints = { 5, 200, 65536 })
	void takesNothingOfAFrameThatIsNotComplete(int length) {
		ByteBuf whole = encoded(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[length])));
		for (int cut : new int[] { 0, 1, 2, 3, 4, 6, 9, 10, whole.readableBytes() - 1 }) {
			ByteBuf in = whole.slice(0, cut);
			assertThat(ClientFrame.read(in, LIMIT, false)).isNull();
			assertThat(in.readerIndex()).isZero();
		}
		whole.release();
	}

	static Stream<Arguments> violations() {
		return Stream.of(Arguments.of("reserved bit", 1002, new int[] { 0xC1, 0x80, 0, 0, 0, 0 }),
				Arguments.of("not masked", 1002, new int[] { 0x81, 0x00 }),
				Arguments.of("data opcode 3", 1002, new int[] { 0x83, 0x80, 0, 0, 0, 0 }),
				Arguments.of("data opcode 7", 1002, new int[] { 0x87, 0x80, 0, 0, 0, 0 }),
				Arguments.of("control opcode 11", 1002, new int[] { 0x8B, 0x80, 0, 0, 0, 0 }),
				Arguments.of("control opcode 15", 1002, new int[] { 0x8F, 0x80, 0, 0, 0, 0 }),
				Arguments.of("ping in fragments", 1002, new int[] { 0x09, 0x80, 0, 0, 0, 0 }),
				Arguments.of("ping of 126 bytes", 1002, new int[] { 0x89, 0xFE, 0, 126 }),
				Arguments.of("16 bits for 125", 1002, new int[] { 0x82, 0xFE, 0, 125 }),
				Arguments.of("64 bits for 65,535", 1002, new int[] { 0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF }),
				Arguments.of("negative length", 1002, new int[] { 0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0 }),
				Arguments.of("longer than the limit", 1009, new int[] { 0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0x11, 0x71 }),
				Arguments.of("longer than memory", 1009,
						new int[] { 0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0 }));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("violations")
	void refusesWhatNoClientMaySend(String name, int status, int[] frame) {
		ByteBuf in = bytes(frame);
		assertThatExceptionOfType(CorruptedWebSocketFrameException.class)
			.isThrownBy(() -> ClientFrame.read(in, LIMIT, false))
			.satisfies((ex) -> assertThat(ex.closeStatus().code()).isEqualTo(status));
	}

	static Stream<Arguments> closes() {
		return Stream.of(Arguments.of(1002, new byte[] { 3 }), Arguments.of(1002, new byte[] { 0, 0 }),
				Arguments.of(1002, new byte[] { 3, (byte) 0xED }), Arguments.of(1002, new byte[] { 2, 0, 0 }),
				Arguments.of(1007, new byte[] { 3, (byte) 0xE8, (byte) 0xFF }), Arguments.of(0, new byte[0]),
				Arguments.of(0, new byte[] { 3, (byte) 0xE8 }),
				Arguments.of(0, new byte[] { 3, (byte) 0xE8, 'b', 'y', 'e' }));
	}

	@ParameterizedTest
	@MethodSource("closes")
	void closeHoldsAStatusAndAReason(int status, byte[] payload) {
		assertThat(statusOf(() -> new ClientFrame(true, ClientFrame.CLOSE, payload).checkClose())).isEqualTo(status);
	}

	/** From random bytes, both take the same frames and find the same fault. */
	@Test
	void agreesWithNettyOnNonsense() {
		Random random = new Random(7);
		for (int round = 0; round < 20_000; round++) {
			byte[] nonsense = nonsense(random);
			assertThat(taken(nonsense)).as("round %d", round).isEqualTo(takenByNetty(nonsense));
		}
	}

	/** Most of it looks like small frames, with something wrong now and then. */
	private static byte[] nonsense(Random random) {
		ByteBuf bytes = Unpooled.buffer();
		for (int frames = random.nextInt(5); frames >= 0; frames--) {
			int opcode = (random.nextInt(8) > 0) ? random.nextInt(3) : random.nextInt(16);
			bytes.writeByte(((random.nextInt(4) > 0) ? 0x80 : random.nextInt(256) & 0xF0) | opcode);
			int length = (random.nextInt(16) > 0) ? random.nextInt(20) : random.nextInt(128);
			bytes.writeByte(((random.nextInt(64) > 0) ? 0x80 : 0) | length);
			for (int i = (random.nextInt(8) > 0) ? length + 4 : random.nextInt(12); i > 0; i--) {
				bytes.writeByte(random.nextInt(256));
			}
		}
		byte[] nonsense = new byte[bytes.readableBytes()];
		bytes.readBytes(nonsense);
		return nonsense;
	}

	private static List<String> taken(byte[] bytes) {
		ByteBuf in = Unpooled.wrappedBuffer(bytes);
		List<String> taken = new ArrayList<>();
		boolean[] within = new boolean[1];
		int status = statusOf(() -> {
			for (ClientFrame frame = take(in, within); frame != null; frame = take(in, within)) {
				taken.add(frame.opcode() + " " + frame.last() + " " + HexFormat.of().formatHex(frame.payload()));
				if (frame.opcode() == ClientFrame.CLOSE) {
					return;
				}
			}
		});
		taken.add("status " + status);
		return taken;
	}

	private static @Nullable ClientFrame take(ByteBuf in, boolean[] within) {
		ClientFrame frame = ClientFrame.read(in, LIMIT, within[0]);
		if (frame != null && frame.opcode() == ClientFrame.CLOSE) {
			frame.checkClose();
		}
		else if (frame != null && frame.opcode() < ClientFrame.CLOSE) {
			within[0] = !frame.last();
		}
		return frame;
	}

	private static List<String> takenByNetty(byte[] bytes) {
		EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
			.maxFramePayloadLength(LIMIT)
			.closeOnProtocolViolation(false)
			.build()));
		int status = statusOf(() -> channel.writeInbound(Unpooled.wrappedBuffer(bytes)));
		List<String> taken = new ArrayList<>();
		for (WebSocketFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
			taken.add(opcode(frame) + " " + frame.isFinalFragment() + " " + ByteBufUtil.hexDump(frame.content()));
			frame.release();
		}
		taken.add("status " + status);
		channel.close();
		return taken;
	}

	private static int opcode(WebSocketFrame frame) {
		return List
			.of(ContinuationWebSocketFrame.class, TextWebSocketFrame.class, BinaryWebSocketFrame.class, Void.class,
					Void.class, Void.class, Void.class, Void.class, CloseWebSocketFrame.class, PingWebSocketFrame.class,
					PongWebSocketFrame.class)
			.indexOf(frame.getClass());
	}

	private static int statusOf(Runnable reading) {
		try {
			reading.run();
			return 0;
		}
		catch (CorruptedWebSocketFrameException ex) {
			return ex.closeStatus().code();
		}
	}

	private static ByteBuf encoded(WebSocketFrame frame) {
		EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameEncoder(true));
		channel.writeOutbound(frame);
		ByteBuf all = Unpooled.buffer();
		for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
			all.writeBytes(part);
			part.release();
		}
		return all;
	}

	private static ByteBuf bytes(int[] values) {
		ByteBuf bytes = Unpooled.buffer();
		for (int value : values) {
			bytes.writeByte(value);
		}
		return bytes;
	}

}
