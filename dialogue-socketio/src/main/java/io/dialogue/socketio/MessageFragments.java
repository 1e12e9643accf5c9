package io.dialogue.socketio;

import java.io.ByteArrayOutputStream;

/**
 * A message that comes in fragments, as far as it has come (RFC 6455, section 5.4).
 */
final class MessageFragments {

	private final boolean text;

	private final int limit;

	private final ByteArrayOutputStream content = new ByteArrayOutputStream();

	private boolean tooLong;

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
	 * @param fragment what it holds
	 * @return {@code false} if the message is too long, whatever follows
	 */
	boolean add(byte[] fragment) {
		if (this.tooLong || fragment.length > this.limit - this.content.size()) {
			this.tooLong = true;
			return false;
		}
		this.content.writeBytes(fragment);
		return true;
	}

	boolean isText() {
		return this.text;
	}

	byte[] bytes() {
		return this.content.toByteArray();
	}

}
