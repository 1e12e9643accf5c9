package io.dialogue.client;

import org.jspecify.annotations.Nullable;

/**
 * Why a client's acknowledgement did not come, or is of no use.
 */
@SuppressWarnings("serial")
public final class AckException extends RuntimeException {

	private final Reason reason;

	/**
	 * Creates a failure.
	 * @param reason the reason
	 * @param message the reason in words, without anything that the client sent
	 */
	public AckException(Reason reason, String message) {
		this(reason, message, null);
	}

	/**
	 * Creates a failure that has a cause.
	 * @param reason the reason
	 * @param message the reason in words, without anything that the client sent
	 * @param cause the cause, or {@code null}
	 */
	public AckException(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * The reason.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * The reasons.
	 */
	public enum Reason {

		/** The client is not connected to this node. Nothing was sent. */
		NOT_CONNECTED,

		/**
		 * The client has as many acknowledgements to give as it may. Nothing was sent.
		 */
		TOO_MANY,

		/**
		 * The connection ended first. Whether the message arrived is not known.
		 */
		DISCONNECTED,

		/** The time was over first. Whether the message arrived is not known. */
		TIMED_OUT,

		/**
		 * The client answered with something of another type, invalid, too large, or with
		 * attachments.
		 */
		INVALID_ANSWER

	}

}
