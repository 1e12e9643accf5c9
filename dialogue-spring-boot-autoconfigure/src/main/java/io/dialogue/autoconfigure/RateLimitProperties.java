package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a client may do something.
 *
 * @param enabled Whether to limit rates at all.
 * @param trigger How often a client may trigger an event. 100 in 1s by default.
 * @param history How often a client may ask for a page of history. 20 in 1m by default.
 * @param join How often a client may join a room. 100 in 10s by default.
 * @param createRoom How often a client may create a room. 10 in 1m by default.
 * @param listRooms How often a client may list the rooms. 30 in 1m by default.
 * @param user How often a user may do something, over all of its connections.
 * @param events How often a client may trigger single events, by their names, as in
 * "events.message.permits" and "events.message.period", besides the general limit.
 * @param onExcess What a client is told that goes beyond a limit.
 * @param disconnectAfter How often a client may go beyond a limit before it is
 * disconnected, and does not come back by itself. It never is by default; 100 in 1m where
 * only one of both is given.
 */
public record RateLimitProperties(@DefaultValue("true") boolean enabled, @Nullable Limit trigger,
		@Nullable Limit history, @Nullable Limit join, @Nullable Limit createRoom, @Nullable Limit listRooms,
		@DefaultValue User user, @DefaultValue Map<String, Limit> events, @DefaultValue("reject") OnExcess onExcess,
		@Nullable Limit disconnectAfter) {

	/**
	 * How often a user may do something, over all of its connections.
	 *
	 * @param trigger How often a user may trigger an event. Not limited by default.
	 * @param history How often a user may ask for a page of history. Not limited by
	 * default.
	 * @param join How often a user may join a room. Not limited by default.
	 * @param createRoom How often a user may create a room. 10 in 1m by default.
	 * @param listRooms How often a user may list the rooms. Not limited by default.
	 */
	public record User(@Nullable Limit trigger, @Nullable Limit history, @Nullable Limit join,
			@Nullable Limit createRoom, @Nullable Limit listRooms) {

	}

	/**
	 * What a client is told that goes beyond a limit.
	 */
	public enum OnExcess {

		/** An error with the time after which it may try again. */
		REJECT,

		/** Nothing, unless it asked for an acknowledgement. */
		DROP

	}

	/**
	 * A rate limit.
	 *
	 * @param permits So many times at once, and in each period.
	 * @param period Period in which the permits come back.
	 */
	public record Limit(@Nullable Long permits, @Nullable Duration period) {

	}

	/**
	 * Rate limits of one room.
	 *
	 * @param trigger How often a client may trigger an event in this room.
	 * @param history How often a client may ask for this room's history.
	 * @param total How often all clients together may trigger an event in this room. Not
	 * limited by default.
	 */
	public record Room(@Nullable Limit trigger, @Nullable Limit history, @Nullable Limit total) {

	}

}
