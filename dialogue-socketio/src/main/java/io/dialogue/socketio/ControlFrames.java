package io.dialogue.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/**
 * Control frames of a WebSocket on their way out, encoded (RFC 6455, section 5.5).
 */
final class ControlFrames {

	private static final int CLOSE = 0x88;

	private static final int PONG = 0x8A;

	private static final int HEADER = 2;

	private static final int MAX_CONTENT = 125;

	private ControlFrames() {
	}

	/**
	 * Closes a WebSocket.
	 * @param status why
	 * @return a new buffer on the heap
	 */
	static ByteBuf close(WebSocketCloseStatus status) {
		return frame(CLOSE, Unpooled.buffer(Short.BYTES).writeShort(status.code()));
	}

	/**
	 * Answers that a WebSocket is to be closed.
	 * @param content what the peer's close frame holds, which is read
	 * @return a new buffer on the heap
	 */
	static ByteBuf close(ByteBuf content) {
		return frame(CLOSE, content);
	}

	/**
	 * Answers a ping.
	 * @param content what the ping holds, which is read
	 * @return a new buffer on the heap
	 */
	static ByteBuf pong(ByteBuf content) {
		return frame(PONG, content);
	}

	private static ByteBuf frame(int opcode, ByteBuf content) {
		int length = Math.min(content.readableBytes(), MAX_CONTENT);
		return Unpooled.buffer(HEADER + length).writeByte(opcode).writeByte(length).writeBytes(content, length);
	}

}
