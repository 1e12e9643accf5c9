package io.dialogue.benchmarks.peer;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * WebSocket frames as a server sends them (RFC 6455, section 5.2).
 */
final class LimitFrames {

	static final int LONGEST_HEADER = 10;

	private static final int TEXT = 0x81;

	private static final int SHORTEST_EXTENDED = 126;

	private LimitFrames() {
	}

	static ByteBuf text(String payload) {
		byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
		ByteBuf frame = Unpooled.buffer(bytes.length + LONGEST_HEADER);
		writeTextHeader(frame, bytes.length);
		return frame.writeBytes(bytes);
	}

	static void writeTextHeader(ByteBuf frame, int length) {
		frame.writeByte(TEXT);
		if (length < SHORTEST_EXTENDED) {
			frame.writeByte(length);
		}
		else if (length <= 0xFFFF) {
			frame.writeByte(SHORTEST_EXTENDED).writeShort(length);
		}
		else {
			frame.writeByte(SHORTEST_EXTENDED + 1).writeLong(length);
		}
	}

}
