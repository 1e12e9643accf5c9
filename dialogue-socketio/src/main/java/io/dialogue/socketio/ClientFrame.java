package io.dialogue.socketio;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket frame of a client's (RFC 6455, section 5.2). It is masked, and since no
 * extension was negotiated, its reserved bits are 0.
 *
 * @param last whether its message is complete with it
 * @param opcode what it is
 * @param payload what it holds, unmasked
 */
record ClientFrame(boolean last, int opcode, byte[] payload) {

	static final int CONTINUATION = 0x0;

	static final int TEXT = 0x1;

	static final int BINARY = 0x2;

	static final int CLOSE = 0x8;

	static final int PING = 0x9;

	static final int PONG = 0xA;

	private static final int BIT = 0x80;

	private static final int RESERVED = 0x70;

	private static final int LOW_BITS = 0x0F;

	private static final int MAX_CONTROL = 125;

	/** Lengths that announce a longer field. */
	private static final int LENGTH_OF_16_BITS = 126;

	private static final int LENGTH_OF_64_BITS = 127;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	/**
	 * Takes the next frame.
	 * @param in what came in, of which a frame is read as a whole or not at all
	 * @param limit how much a frame may hold, in bytes
	 * @param within whether a message has begun that is not complete
	 * @return the frame, or {@code null} if it is not complete yet
	 * @throws CorruptedWebSocketFrameException if it is none that a client may send
	 */
	static @Nullable ClientFrame read(ByteBuf in, int limit, boolean within) {
		int start = in.readerIndex();
		int available = in.readableBytes();
		if (available < Short.BYTES) {
			return null;
		}
		int first = in.getUnsignedByte(start);
		int second = in.getUnsignedByte(start + 1);
		check(first, second, within);
		int key = Short.BYTES + lengthBytes(second & ~BIT);
		if (available < key) {
			return null;
		}
		int length = length(in, start + Short.BYTES, second & ~BIT, limit);
		if (available - key - Integer.BYTES < length) {
			return null;
		}
		int mask = in.getInt(start + key);
		byte[] payload = new byte[length];
		in.skipBytes(key + Integer.BYTES).readBytes(payload);
		unmask(payload, mask);
		return new ClientFrame((first & BIT) != 0, first & LOW_BITS, payload);
	}

	private static void check(int first, int second, boolean within) {
		int opcode = first & LOW_BITS;
		require((first & RESERVED) == 0, "reserved bits are set");
		require((second & BIT) != 0, "not masked");
		if (opcode >= CLOSE) {
			require(opcode <= PONG, "unknown control frame");
			require((first & BIT) != 0, "control frame in fragments");
			require((second & ~BIT) <= MAX_CONTROL, "control frame too long");
		}
		else {
			require(opcode <= BINARY, "unknown data frame");
			require((opcode == CONTINUATION) == within, "fragments out of order");
		}
	}

	private static int lengthBytes(int code) {
		return switch (code) {
			case LENGTH_OF_16_BITS -> Short.BYTES;
			case LENGTH_OF_64_BITS -> Long.BYTES;
			default -> 0;
		};
	}

	private static int length(ByteBuf in, int position, int code, int limit) {
		long length = switch (code) {
			case LENGTH_OF_16_BITS -> in.getUnsignedShort(position);
			case LENGTH_OF_64_BITS -> in.getLong(position);
			default -> code;
		};
		require(length >= shortest(code), "length in too many bytes");
		if (length > limit) {
			throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.MESSAGE_TOO_BIG, "frame too long");
		}
		return (int) length;
	}

	/** The least number of bytes is to be used for a length. */
	private static long shortest(int code) {
		return switch (code) {
			case LENGTH_OF_16_BITS -> LENGTH_OF_16_BITS;
			case LENGTH_OF_64_BITS -> 1 << Short.SIZE;
			default -> 0;
		};
	}

	/** By eight bytes at a time (RFC 6455, section 5.3). */
	private static void unmask(byte[] payload, int mask) {
		long twice = (mask & 0xFFFFFFFFL) << Integer.SIZE | mask & 0xFFFFFFFFL;
		int position = 0;
		for (; position <= payload.length - Long.BYTES; position += Long.BYTES) {
			LONGS.set(payload, position, (long) LONGS.get(payload, position) ^ twice);
		}
		for (; position < payload.length; position++) {
			payload[position] ^= (byte) (twice >>> (Long.SIZE - Byte.SIZE * (1 + position % Long.BYTES)));
		}
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, otherwise);
		}
	}

	/**
	 * Checks what a frame holds that closes a WebSocket: nothing, or a status and a
	 * reason (RFC 6455, sections 5.5.1 and 7.4).
	 */
	void checkClose() {
		if (this.payload.length == 0) {
			return;
		}
		require(this.payload.length >= Short.BYTES, "close frame without a whole status");
		int status = (this.payload[0] & 0xFF) << Byte.SIZE | this.payload[1] & 0xFF;
		require(WebSocketCloseStatus.isValidStatusCode(status), "unknown status");
		if (Utf8.decode(this.payload, Short.BYTES, this.payload.length - Short.BYTES) == null) {
			throw new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "reason is no text");
		}
	}

}
