package io.dialogue.ratelimit;

import java.time.Duration;

import io.dialogue.error.DialogueException;
import io.dialogue.error.ErrorCode;

/**
 * A client does something too often.
 */
@SuppressWarnings("serial")
public final class RateLimitedException extends DialogueException {

	private final boolean silent;

	RateLimitedException(String text, Duration retryAfter, boolean silent) {
		super(ErrorCode.RATE_LIMITED, text, retryAfter, null);
		this.silent = silent;
	}

	/**
	 * Whether the client is told only if it asked for an acknowledgement.
	 * @return {@code true} if no error is to be sent
	 */
	public boolean isSilent() {
		return this.silent;
	}

}
