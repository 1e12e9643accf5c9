package io.dialogue.gateway;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * 192 random bits, which only the client and the server know. Takes half of the memory of
 * the text that the client gets.
 *
 * @param first the first 64 bits
 * @param second the next ones
 * @param third the last ones
 */
record SessionSecret(long first, long second, long third) {

	private static final int BYTES = 3 * Long.BYTES;

	static SessionSecret random(SecureRandom random) {
		byte[] bytes = new byte[BYTES];
		random.nextBytes(bytes);
		return of(bytes);
	}

	/**
	 * Reads a secret's text.
	 * @param text what a client sent
	 * @return the secret, or {@code null} if the text is none
	 */
	static @Nullable SessionSecret parse(String text) {
		try {
			byte[] bytes = (text.length() == BYTES / 3 * 4) ? Base64.getUrlDecoder().decode(text) : new byte[0];
			return (bytes.length == BYTES) ? of(bytes) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static SessionSecret of(byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		return new SessionSecret(buffer.getLong(), buffer.getLong(), buffer.getLong());
	}

	/** The text, for the client alone. */
	String text() {
		ByteBuffer buffer = ByteBuffer.allocate(BYTES).putLong(this.first).putLong(this.second).putLong(this.third);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
	}

	/** Leaves out what is secret. */
	@Override
	public String toString() {
		return "SessionSecret";
	}

}
