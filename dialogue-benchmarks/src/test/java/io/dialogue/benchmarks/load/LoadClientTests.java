package io.dialogue.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadClientTests {

	private static final String EVENT = "42[\"message\",{\"id\":1,\"sentAt\":12345,\"text\":\"" + "x".repeat(200)
			+ "\"}]";

	private final List<String> ready = new ArrayList<>();

	private final Tally tally = new Tally();

	private final LoadClient client = new LoadClient(Dialects.of("stock"), this.tally, "room-0",
			() -> this.ready.add("ready"));

	private final EmbeddedChannel channel = new EmbeddedChannel(this.client);

	@AfterEach
	void close() {
		this.client.close();
		this.channel.finishAndReleaseAll();
	}

	@Test
	void asksForAWebSocketAndJoinsItsRoom() {
		assertThat(sent()).startsWith("GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n");
		receive(upgraded("0{}"));
		assertThat(unmasked()).isEqualTo("40");
		receive(frame("40{}"));
		assertThat(unmasked()).isEqualTo("42[\"join\",\"room-0\"]");
		assertThat(this.ready).hasSize(1);
	}

	@Test
	void countsDeliveriesInOneReadAndOnlyThese() {
		sent();
		receive(upgraded("0{}"), frame(EVENT), frame("2"), frame(EVENT), frame("43[]"));
		assertThat(this.tally.deliveries()).isEqualTo(2);
		assertThat(this.tally.bytes()).isEqualTo(2L * (EVENT.length() + 4));
	}

	@Test
	void countsTheSameHoweverBytesAreCut() {
		byte[] stream = bytes(Unpooled.wrappedBuffer(upgraded("0{}"), frame(EVENT), frame("2"), frame(EVENT)));
		for (int cut = 1; cut <= 300; cut++) {
			LoadClientTests other = new LoadClientTests();
			for (int at = 0; at < stream.length; at += cut) {
				other.receive(Unpooled.copiedBuffer(stream, at, Math.min(cut, stream.length - at)));
			}
			assertThat(other.tally.deliveries()).as("cut at %s", cut).isEqualTo(2);
			assertThat(other.tally.failure()).isNull();
			other.close();
		}
	}

	@Test
	void answersPings() {
		sent();
		receive(upgraded("0{}"));
		unmasked();
		receive(frame("2"));
		assertThat(unmasked()).isEqualTo("3");
	}

	@Test
	void findsTheTimeInsideAMessage() {
		ByteBuf message = Unpooled.copiedBuffer(EVENT, StandardCharsets.US_ASCII);
		assertThat(Tally.sentAt(message, 0, EVENT.length())).isEqualTo(12345);
	}

	@Test
	void reportsARefusedUpgrade() {
		receive(Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n", StandardCharsets.US_ASCII));
		assertThat(this.tally.failure()).startsWith("HTTP/1.1 400");
	}

	@Test
	void reportsAConnectionThatIsLost() {
		this.channel.close();
		assertThat(this.tally.failure()).isNotNull();
	}

	private void receive(ByteBuf... parts) {
		this.channel.writeInbound(Unpooled.wrappedBuffer(parts));
	}

	private String sent() {
		return new String(bytes(this.channel.readOutbound()), StandardCharsets.US_ASCII);
	}

	private String unmasked() {
		ByteBuf frame = this.channel.readOutbound();
		while (frame.getByte(0) == 'G') {
			frame.release();
			frame = this.channel.readOutbound();
		}
		return new String(bytes(frame.skipBytes(6)), StandardCharsets.US_ASCII);
	}

	private static byte[] bytes(ByteBuf buffer) {
		byte[] bytes = new byte[buffer.readableBytes()];
		buffer.readBytes(bytes);
		buffer.release();
		return bytes;
	}

	private static ByteBuf upgraded(String first) {
		return Unpooled.wrappedBuffer(
				Unpooled.copiedBuffer("HTTP/1.1 101 Switching Protocols\r\n\r\n", StandardCharsets.US_ASCII),
				frame(first));
	}

	private static ByteBuf frame(String text) {
		ByteBuf frame = Unpooled.buffer().writeByte(0x81);
		if (text.length() < 126) {
			frame.writeByte(text.length());
		}
		else {
			frame.writeByte(126).writeShort(text.length());
		}
		return frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
	}

}
