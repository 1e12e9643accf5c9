package io.dialogue.socketio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.dialogue.event.Droppable;

/**
 * An Engine.IO packet on its way out, encoded once as a complete WebSocket frame (RFC
 * 6455, section 5.2) that any number of clients share. Immutable.
 */
final class EncodedPacket {

	static final EncodedPacket PING = text("2");

	static final EncodedPacket PROBE_PONG = text("3probe");

	static final EncodedPacket NOOP = text("6");

	static final EncodedPacket CLOSE = text("1");

	private static final int TEXT_FRAME = 0x81;

	private static final int BINARY_FRAME = 0x82;

	private static final int LONGEST_HEADER = 10;

	private final byte[] frame;

	private final int start;

	private final boolean binary;

	private final @Nullable Droppable droppable;

	private EncodedPacket(byte[] frame, int start, boolean binary, @Nullable Droppable droppable) {
		this.droppable = droppable;
		this.frame = frame;
		this.start = start;
		this.binary = binary;
	}

	static EncodedPacket text(String packet) {
		byte[] payload = packet.getBytes(StandardCharsets.UTF_8);
		return framed(TEXT_FRAME, payload, null);
	}

	static EncodedPacket text(byte[] packet, @Nullable Droppable droppable) {
		return framed(TEXT_FRAME, packet, droppable);
	}

	static EncodedPacket binary(byte[] content) {
		return framed(BINARY_FRAME, content, null);
	}

	private static EncodedPacket framed(int opcode, byte[] payload, @Nullable Droppable droppable) {
		ByteBuf header = Unpooled.buffer(LONGEST_HEADER);
		header.writeByte(opcode);
		if (payload.length < 126) {
			header.writeByte(payload.length);
		}
		else if (payload.length <= 0xFFFF) {
			header.writeByte(126).writeShort(payload.length);
		}
		else {
			header.writeByte(127).writeLong(payload.length);
		}
		int start = header.readableBytes();
		byte[] frame = new byte[start + payload.length];
		header.readBytes(frame, 0, start);
		System.arraycopy(payload, 0, frame, start, payload.length);
		return new EncodedPacket(frame, start, opcode == BINARY_FRAME, droppable);
	}

	/**
	 * The length of the frame, which is what it counts for while it waits.
	 * @return the number of bytes
	 */
	int size() {
		return this.frame.length;
	}

	/**
	 * Whether the packet may be dropped for clients that read too slowly.
	 * @return how, or {@code null} if it may not
	 */
	@Nullable Droppable droppable() {
		return this.droppable;
	}

	/**
	 * The WebSocket frame.
	 * @return a new buffer on the shared bytes, on the heap: nothing is to be released
	 */
	ByteBuf frame() {
		return Unpooled.wrappedBuffer(this.frame);
	}

	/**
	 * Copies the WebSocket frame.
	 * @param target where to
	 */
	void writeTo(ByteBuf target) {
		target.writeBytes(this.frame);
	}

	/**
	 * Adds the packet to a long-polling payload, binary content in Base64.
	 * @param payload the payload
	 */
	void appendTo(ByteBuf payload) {
		if (!this.binary) {
			payload.writeBytes(this.frame, this.start, this.frame.length - this.start);
			return;
		}
		byte[] content = new byte[this.frame.length - this.start];
		System.arraycopy(this.frame, this.start, content, 0, content.length);
		payload.writeByte(EnginePacket.BINARY).writeBytes(Base64.getEncoder().encode(content));
	}

	/**
	 * Leaves out the content, which is the user's.
	 */
	@Override
	public String toString() {
		return "EncodedPacket[" + size() + " bytes]";
	}

}
