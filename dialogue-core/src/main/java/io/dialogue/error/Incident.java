package io.dialogue.error;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A failure on the server that a client is told of without its cause: the cause goes to
 * the log, under an id that the client is told.
 */
public final class Incident {

	private static final Logger logger = LoggerFactory.getLogger(Incident.class);

	private Incident() {
	}

	/**
	 * Logs a failure.
	 * @param what what failed, without anything that a client sent
	 * @param cause the cause, if there is one
	 * @return what to tell the client
	 */
	public static DialogueException report(String what, @Nullable Throwable cause) {
		String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
		logger.error("{} (incident {})", what, id, cause);
		return new DialogueException(ErrorCode.INTERNAL_ERROR, "Something went wrong (incident " + id + ")");
	}

	/**
	 * What to tell a client about a failure: a refusal as it is, all else without cause.
	 * @param what what failed, for the log
	 * @param failure the failure
	 * @return what to tell the client
	 */
	public static DialogueException of(String what, Throwable failure) {
		Throwable cause = cause(failure);
		return (cause instanceof DialogueException refusal) ? refusal : report(what, cause);
	}

	/**
	 * What failed, without what futures wrap around it.
	 * @param failure the failure of a future
	 * @return the cause
	 */
	public static Throwable cause(Throwable failure) {
		Throwable cause = failure;
		while ((cause instanceof CompletionException || cause instanceof ExecutionException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

}
