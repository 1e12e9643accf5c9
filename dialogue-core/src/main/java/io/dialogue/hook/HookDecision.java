package io.dialogue.hook;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a before-hook decides.
 */
public sealed interface HookDecision {

	/**
	 * Goes on with everything as it is.
	 * @return the decision
	 */
	static HookDecision accept() {
		return Accepted.UNCHANGED;
	}

	/**
	 * Goes on with other data and meta.
	 * @param data the data: an instance of the event's type, or anything that Jackson
	 * turns into what the event takes
	 * @param meta the meta, {@code null} for none
	 * @return the decision
	 */
	static HookDecision accept(@Nullable Object data, @Nullable Map<String, Object> meta) {
		return new Rewritten(data, meta);
	}

	/**
	 * Refuses.
	 * @param reason the reason, which is sent to the client
	 * @return the decision
	 */
	static HookDecision reject(String reason) {
		return new Rejected(reason);
	}

	/**
	 * Goes on with everything as it is.
	 */
	enum Accepted implements HookDecision {

		/** The only one. */
		UNCHANGED

	}

	/**
	 * Goes on with other data and meta.
	 *
	 * @param data the data
	 * @param meta the meta
	 */
	record Rewritten(@Nullable Object data, @Nullable Map<String, Object> meta) implements HookDecision {

	}

	/**
	 * Refuses.
	 *
	 * @param reason the reason
	 */
	record Rejected(String reason) implements HookDecision {

	}

}
