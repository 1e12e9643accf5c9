package io.dialogue.socketio;

import java.io.ByteArrayOutputStream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * A message that comes in fragments, as far as it has come (RFC 6455, section 5.4).
 */
final class MessageFragments {

	private final boolean text;

	private final int limit;

	private final ByteArrayOutputStream content = new ByteArrayOutputStream();

	/**
	 * Begins a message.
	 * @param text whether it is text, binary otherwise
	 * @param limit how long it may be, in bytes
	 */
	MessageFragments(boolean text, int limit) {
		this.text = text;
		this.limit = limit;
	}

	/**
	 * Adds the next fragment.
	 * @param fragment what it holds, which is copied
	 * @return {@code false} if the message is too long
	 */
	boolean add(ByteBuf fragment) {
		if (fragment.readableBytes() > this.limit - this.content.size()) {
			return false;
		}
		this.content.writeBytes(ByteBufUtil.getBytes(fragment));
		return true;
	}

	boolean isText() {
		return this.text;
	}

	byte[] bytes() {
		return this.content.toByteArray();
	}

}
