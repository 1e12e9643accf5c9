package io.dialogue.event;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

import io.dialogue.annotation.Overflow;

/**
 * Whether the events of one name may be dropped for clients that read too slowly, and
 * which of them first. Immutable.
 *
 * @param overflow what is to be dropped
 * @param conflationKey where the key is in an event's data, or {@code null} if the sender
 * is the key
 */
public record OverflowPolicy(Overflow overflow, @Nullable JsonPointer conflationKey) {

	/** Nothing is dropped: the client is disconnected. */
	public static final OverflowPolicy DISCONNECT = new OverflowPolicy(Overflow.DISCONNECT, null);

	/** Not in the names of rooms and events, so that keys of different ones differ. */
	private static final char SEPARATOR = ' ';

	public OverflowPolicy {
		Assert.isTrue(conflationKey == null || overflow == Overflow.CONFLATE,
				"There must be no conflation key where nothing is conflated");
	}

	/**
	 * A policy.
	 * @param overflow what is to be dropped
	 * @param conflationKey with {@link Overflow#CONFLATE}, the path of the key in an
	 * event's data, with dots between the names; empty or {@code null} for the sender
	 * @return the policy
	 */
	public static OverflowPolicy of(Overflow overflow, @Nullable String conflationKey) {
		return new OverflowPolicy(overflow, StringUtils.hasText(conflationKey) ? pointer(conflationKey) : null);
	}

	private static JsonPointer pointer(String path) {
		return JsonPointer.compile('/' + path.replace("~", "~0").replace("/", "~1").replace('.', '/'));
	}

	/**
	 * Whether anything is dropped.
	 * @return {@code false} if the client is disconnected instead
	 */
	public boolean drops() {
		return this.overflow != Overflow.DISCONNECT;
	}

	/**
	 * How an event may be dropped.
	 * @param message the event
	 * @param data its data as JSON
	 * @return the hint for transports, or {@code null} if it may not be dropped
	 */
	public @Nullable Droppable droppable(EventMessage<?> message, JsonNode data) {
		return switch (this.overflow) {
			case DISCONNECT -> null;
			case DROP_OLDEST -> new Droppable(message.event(), this.overflow, null);
			case CONFLATE -> new Droppable(message.event(), this.overflow, key(message, data));
		};
	}

	/** An event that lacks the field shares a key with all others that do. */
	private String key(EventMessage<?> message, JsonNode data) {
		String last = (this.conflationKey != null) ? text(data.at(this.conflationKey)) : message.from();
		return message.roomId() + SEPARATOR + message.event() + SEPARATOR + last;
	}

	/** The same number is the same key, however it is written. */
	private static String text(JsonNode key) {
		return key.isNumber() ? key.decimalValue().stripTrailingZeros().toString() : key.toString();
	}

}
