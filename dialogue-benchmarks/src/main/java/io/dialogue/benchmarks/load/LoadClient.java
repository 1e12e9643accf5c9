package io.dialogue.benchmarks.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/**
 * One client on the generator's event loop. Reads WebSocket frames (RFC 6455, section
 * 5.2) in place: of a delivery it looks at the header and a few bytes, and skips the
 * rest.
 */
public final class LoadClient extends ChannelInboundHandlerAdapter {

	private static final int TEXT = 1;

	private static final int CLOSE = 8;

	private static final int MASKED = 0x80;

	private static final int SMALL_BUFFER = 4096;

	private static final int EXTENDED = 126;

	private static final String UPGRADE = """
			GET %s HTTP/1.1\r
			Host: 127.0.0.1\r
			Upgrade: websocket\r
			Connection: Upgrade\r
			Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
			Sec-WebSocket-Version: 13\r
			\r
			""";

	private final Dialect dialect;

	private final Tally tally;

	private final @Nullable String room;

	private final Runnable onReady;

	private @Nullable Channel channel;

	private @Nullable ByteBuf rest;

	private boolean open;

	private boolean closing;

	private int toSkip;

	private long received;

	LoadClient(Dialect dialect, Tally tally, @Nullable String room, Runnable onReady) {
		this.dialect = dialect;
		this.tally = tally;
		this.room = room;
		this.onReady = onReady;
	}

	@Nullable String room() {
		return this.room;
	}

	/**
	 * How many deliveries came in.
	 * @return the number; exact only when nothing is being sent
	 */
	long received() {
		return this.received;
	}

	void ready() {
		this.onReady.run();
	}

	void failed(String description) {
		this.tally.failed(description);
	}

	void trigger(String json) {
		this.dialect.trigger(this, json);
	}

	/** Sends a text frame. The mask is zero, which leaves the text as it is. */
	void send(String text) {
		if (this.channel == null) {
			return;
		}
		this.tally.sentOne();
		byte[] payload = text.getBytes(StandardCharsets.UTF_8);
		ByteBuf frame = this.channel.alloc().directBuffer(payload.length + 8);
		frame.writeByte(0x80 | TEXT);
		if (payload.length < EXTENDED) {
			frame.writeByte(MASKED | payload.length);
		}
		else {
			frame.writeByte(MASKED | EXTENDED).writeShort(payload.length);
		}
		this.channel.writeAndFlush(frame.writeInt(0).writeBytes(payload), this.channel.voidPromise());
	}

	void stall() {
		if (this.channel != null) {
			this.channel.config().setAutoRead(false);
			this.channel.config().setOption(ChannelOption.SO_RCVBUF, SMALL_BUFFER);
		}
	}

	void close() {
		this.closing = true;
		if (this.channel != null) {
			this.channel.close();
		}
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.channel = context.channel();
		context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), UPGRADE.formatted(this.dialect.target())));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (!this.closing) {
			failed("The server closed a connection");
		}
		if (this.rest != null) {
			this.rest.release();
			this.rest = null;
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		failed(String.valueOf(cause));
		context.close();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = withRest((ByteBuf) message);
		try {
			if (this.open || upgraded(in)) {
				readFrames(in);
			}
			this.rest = in.isReadable() ? in.readBytes(in.readableBytes()) : null;
		}
		finally {
			in.release();
		}
	}

	private ByteBuf withRest(ByteBuf in) {
		ByteBuf before = this.rest;
		if (before == null) {
			return in;
		}
		this.rest = null;
		ByteBuf both = in.alloc().directBuffer(before.readableBytes() + in.readableBytes());
		both.writeBytes(before).writeBytes(in);
		before.release();
		in.release();
		return both;
	}

	private boolean upgraded(ByteBuf in) {
		String head = in.toString(StandardCharsets.ISO_8859_1);
		int end = head.indexOf("\r\n\r\n");
		if (end < 0) {
			return false;
		}
		if (!head.startsWith("HTTP/1.1 101")) {
			failed(head);
			return false;
		}
		in.skipBytes(end + 4);
		this.open = true;
		this.dialect.opened(this);
		return true;
	}

	private void readFrames(ByteBuf in) {
		int count = 0;
		long bytes = 0;
		while (true) {
			int length = (this.toSkip > 0) ? skip(in) : readFrame(in);
			if (length < 0) {
				break;
			}
			if (length > 0) {
				count++;
				bytes += length;
			}
		}
		if (count > 0) {
			this.received += count;
			this.tally.received(this, count, bytes);
		}
	}

	/** Skips what is left of a delivery, which counts when it is there wholly. */
	private int skip(ByteBuf in) {
		int length = Math.min(this.toSkip, in.readableBytes());
		in.skipBytes(length);
		this.toSkip -= length;
		return (this.toSkip == 0) ? length : -1;
	}

	/**
	 * Reads a frame.
	 * @return the length of a delivery, 0 for any other frame, -1 if bytes are missing
	 */
	private int readFrame(ByteBuf in) {
		int start = in.readerIndex();
		int readable = in.readableBytes();
		if (readable < 4) {
			return (readable >= 2) ? readShortFrame(in, start, readable) : -1;
		}
		int length = in.getByte(start + 1) & 0x7F;
		int header = 2;
		if (length == EXTENDED) {
			length = in.getUnsignedShort(start + 2);
			header = 4;
		}
		if (readable < header + Math.min(length, Dialect.PREFIX)) {
			return -1;
		}
		int opcode = in.getByte(start) & 0x0F;
		if (opcode == TEXT && this.dialect.isDelivery(in, start + header, length)) {
			return readDelivery(in, start, header, length);
		}
		return readOther(in, opcode, header, length);
	}

	private int readShortFrame(ByteBuf in, int start, int readable) {
		int length = in.getByte(start + 1) & 0x7F;
		return (readable >= 2 + length) ? readOther(in, in.getByte(start) & 0x0F, 2, length) : -1;
	}

	private int readDelivery(ByteBuf in, int start, int header, int length) {
		int missing = header + length - in.readableBytes();
		if (missing > 0) {
			this.toSkip = missing;
			in.skipBytes(in.readableBytes());
			return -1;
		}
		this.tally.look(in, start + header, length);
		in.skipBytes(header + length);
		return header + length;
	}

	private int readOther(ByteBuf in, int opcode, int header, int length) {
		if (in.readableBytes() < header + length) {
			return -1;
		}
		in.skipBytes(header);
		String payload = in.readCharSequence(length, StandardCharsets.UTF_8).toString();
		if (opcode == TEXT) {
			this.dialect.received(this, payload);
		}
		else if (opcode == CLOSE) {
			failed("The server closed a WebSocket");
		}
		return 0;
	}

}
