package io.dialogue.gateway;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * 128 random bits, which only the client and the server know: twice the 64 bits that
 * OWASP's Session Management Cheat Sheet asks for at least. Takes half of the memory of
 * the text that the client gets.
 * <p>
 * Equal to what has the same bits, so that what belongs to a secret may inherit it and be
 * found by what a client sent.
 */
class SessionSecret {

	private static final int BYTES = 2 * Long.BYTES;

	/** Without padding, four characters for three bytes, the last ones rounded up. */
	private static final int LENGTH = (BYTES * 4 + 2) / 3;

	private final long first;

	private final long second;

	SessionSecret(SecureRandom random) {
		this(bits(random));
	}

	/** The secret alone of what inherits one. */
	SessionSecret(SessionSecret other) {
		this.first = other.first;
		this.second = other.second;
	}

	private SessionSecret(ByteBuffer bits) {
		this.first = bits.getLong();
		this.second = bits.getLong();
	}

	private static ByteBuffer bits(SecureRandom random) {
		byte[] bytes = new byte[BYTES];
		random.nextBytes(bytes);
		return ByteBuffer.wrap(bytes);
	}

	/**
	 * Reads a secret's text.
	 * @param text what a client sent
	 * @return the secret, or {@code null} if the text is none
	 */
	static @Nullable SessionSecret parse(String text) {
		try {
			byte[] bytes = (text.length() == LENGTH) ? Base64.getUrlDecoder().decode(text) : new byte[0];
			return (bytes.length == BYTES) ? new SessionSecret(ByteBuffer.wrap(bytes)) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/** The text, for the client alone. */
	final String text() {
		ByteBuffer buffer = ByteBuffer.allocate(BYTES).putLong(this.first).putLong(this.second);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof SessionSecret secret && this.first == secret.first && this.second == secret.second;
	}

	@Override
	public final int hashCode() {
		return Long.hashCode(this.first ^ this.second);
	}

	/** Leaves out what is secret. */
	@Override
	public final String toString() {
		return "SessionSecret";
	}

}
