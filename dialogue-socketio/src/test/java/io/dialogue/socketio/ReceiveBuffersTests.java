package io.dialogue.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiveBuffersTests {

	private final ReceiveBuffers buffers = new ReceiveBuffers();

	private final ChannelConfig config = new EmbeddedChannel().config();

	private final ExtendedHandle handle = this.buffers.newHandle();

	private void read(int bytes) {
		this.handle.attemptedBytesRead(this.handle.guess());
		this.handle.lastBytesRead(bytes);
		this.handle.incMessagesRead(1);
	}

	@Test
	void buffersAreLargeOnceOneWasFilled() {
		this.handle.reset(this.config);
		assertThat(this.handle.guess()).isEqualTo(ReceiveBuffers.SMALL);
		for (int i = 0; i < 3; i++) {
			read(this.handle.guess());
			assertThat(this.handle.guess()).isEqualTo(ReceiveBuffers.LARGE);
			assertThat(this.handle.continueReading()).isTrue();
		}
	}

	@Test
	void bufferThatIsNotFilledIsTheLast() {
		this.handle.reset(this.config);
		read(ReceiveBuffers.SMALL - 1);
		assertThat(this.handle.continueReading()).isFalse();
		assertThat(this.handle.guess()).isEqualTo(ReceiveBuffers.SMALL);
	}

	@Test
	void nextSocketBeginsAnew() {
		this.handle.reset(this.config);
		read(ReceiveBuffers.SMALL);
		this.handle.reset(this.config);
		assertThat(this.handle.guess()).isEqualTo(ReceiveBuffers.SMALL);
	}

	@Test
	void oneSocketIsNotReadForEver() {
		this.handle.reset(this.config);
		int reads = 0;
		while (reads == 0 || this.handle.continueReading()) {
			read(this.handle.guess());
			reads++;
		}
		assertThat(reads).isEqualTo(this.buffers.maxMessagesPerRead()).isEqualTo(16);
	}

	@Test
	void channelsOfAnEventLoopShareAHandle() throws Exception {
		assertThat(this.buffers.newHandle()).isSameAs(this.handle);
		assertThat(CompletableFuture.supplyAsync(this.buffers::newHandle).get(10, TimeUnit.SECONDS))
			.isNotSameAs(this.handle);
	}

}
