package io.dialogue.error;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A refusal with a code of the wire's catalogue and a text that is safe to send to the
 * client that caused it.
 */
@SuppressWarnings("serial")
public class DialogueException extends RuntimeException {

	private final ErrorCode code;

	private final String text;

	private final @Nullable Duration retryAfter;

	/**
	 * Creates a refusal.
	 * @param code the code
	 * @param message a text that is safe to send
	 */
	public DialogueException(ErrorCode code, String message) {
		this(code, message, null, null);
	}

	/**
	 * Creates a refusal that says when to try again, or what caused it.
	 * @param code the code
	 * @param message a text that is safe to send
	 * @param retryAfter the time after which a retry may succeed, if known
	 * @param cause the cause, which is never sent
	 */
	public DialogueException(ErrorCode code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(message, cause, false, cause != null);
		this.code = code;
		this.text = message;
		this.retryAfter = retryAfter;
	}

	/**
	 * The code as it goes over the wire.
	 * @return the code
	 */
	public ErrorCode code() {
		return this.code;
	}

	/**
	 * The text that is sent.
	 * @return the text
	 */
	public String text() {
		return this.text;
	}

	/**
	 * The time after which a retry may succeed.
	 * @return the time, or {@code null} if unknown
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	@Override
	public String toString() {
		return this.code + ": " + this.text;
	}

}
