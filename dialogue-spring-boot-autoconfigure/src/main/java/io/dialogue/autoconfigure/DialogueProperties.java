package io.dialogue.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.dialogue.annotation.Overflow;

/**
 * What the configuration says about rooms, events and bounds. Mapped once into immutable
 * definitions; the defaults are those of the definitions' own types.
 *
 * @param rooms Rooms by id. An id with other characters than letters, digits, '-' and '_'
 * stands in brackets, as in "[game:lobby]".
 * @param events Events by name, beside those that are declared with @DialogueEvent. A
 * name with other characters than letters, digits, '-' and '_' stands in brackets.
 * @param authentication How clients are authenticated.
 * @param authorization How clients are authorised.
 * @param worker The threads that run requests, hooks and listeners.
 * @param limits Bounds of what clients may ask for and hold.
 * @param rateLimits How often a client may do something.
 * @param history What rooms keep.
 * @param session Sessions that clients take over when they connect again.
 * @param cors Which web pages may connect.
 */
@ConfigurationProperties("dialogue")
public record DialogueProperties(@DefaultValue Map<String, Room> rooms, @DefaultValue Map<String, Event> events,
		@DefaultValue Authentication authentication, @DefaultValue Authorization authorization,
		@DefaultValue Worker worker, @DefaultValue Limits limits,
		@NestedConfigurationProperty @DefaultValue RateLimitProperties rateLimits, @DefaultValue History history,
		@DefaultValue Session session, @DefaultValue Cors cors) {

	/**
	 * A room, or a family of rooms.
	 *
	 * @param id Id of the room, or pattern of the ids of a family of rooms, such as
	 * "game-{gameId}". The key by default.
	 * @param name Name for people. That of a family may have the variables of its
	 * pattern.
	 * @param description Description for people.
	 * @param events Events that clients may trigger, "*" for any. None by default.
	 * @param serverEvents Further events of the room, which only the server triggers.
	 * @param defaultSubscriptions Events to which a client is subscribed when it joins,
	 * "*" for all.
	 * @param maxSize Number of seats. Unlimited by default.
	 * @param syncHistoryOnJoin How many kept events a client is sent when it joins:
	 * "true" for all that is kept, "false" for none, or a number. What is larger than 512
	 * KB comes in several messages.
	 * @param access Who may do what.
	 * @param announce Whether clients that may see the room find it in the list of rooms
	 * and are told when it is created and deleted. By default, those of families are not
	 * announced, and all others are.
	 * @param exclusiveGroup Name of a group of rooms of which a client is in one at a
	 * time: joining one leaves the other.
	 * @param createOnJoin Whether a client that may join creates the room if it is not
	 * there. It does by default, unless "access.create" says who creates rooms. Of
	 * families only.
	 * @param maxRooms How many rooms of the family there may be at once. Only
	 * dialogue.limits.rooms limits them by default. Of families only.
	 * @param maxRoomsPerCreator How many rooms of the family one user may have created at
	 * once. 100 by default. Of families only.
	 * @param idleTtl How long a room without members stays, with its history. 5m by
	 * default; 0 to keep rooms until they are deleted. Of families only.
	 * @param rateLimits Rate limits of this room, which replace the general ones.
	 */
	@ConfigurationPropertiesSource
	public record Room(@Nullable String id, @Nullable String name, @Nullable String description,
			@DefaultValue Set<String> events, @DefaultValue Set<String> serverEvents,
			@DefaultValue Set<String> defaultSubscriptions, @Nullable Integer maxSize,
			@DefaultValue("false") HistoryOnJoin syncHistoryOnJoin, @DefaultValue Access access,
			@Nullable Boolean announce, @Nullable String exclusiveGroup, @Nullable Boolean createOnJoin,
			@Nullable Integer maxRooms, @Nullable Integer maxRoomsPerCreator, @Nullable Duration idleTtl,
			@NestedConfigurationProperty @DefaultValue RateLimitProperties.Room rateLimits) {

	}

	/**
	 * Who may do what with a room: "anyone", "authenticated", "authority:X", "creator",
	 * "user:X", "user:{variable}", or several of them, of which one is enough; or
	 * "nobody".
	 *
	 * @param see Who may know that the room is there. All else needs this, too. "anyone"
	 * by default.
	 * @param join Who may join and stay. "anyone" by default.
	 * @param trigger Which members may trigger events. "anyone" by default.
	 * @param events Which members may trigger single events, by their names, instead of
	 * "trigger".
	 * @param history Which members may read the history: in pages, on joining, and what
	 * they missed. "anyone" by default.
	 * @param create Who may create the room. "nobody" by default. Of families only.
	 * @param delete Who may delete the room. "creator" by default. Of families only.
	 */
	public record Access(@Nullable Set<String> see, @Nullable Set<String> join, @Nullable Set<String> trigger,
			@DefaultValue Map<String, Set<String>> events, @Nullable Set<String> history, @Nullable Set<String> create,
			@Nullable Set<String> delete) {

	}

	/**
	 * Who may do what with an event.
	 *
	 * @param trigger Which clients may trigger the event, in every room that has it. The
	 * room's own rules apply, too. "anyone" by default.
	 */
	public record EventAccess(@Nullable Set<String> trigger) {

	}

	/**
	 * An event.
	 *
	 * @param type Class of the payload. Excludes "schema".
	 * @param schema Location of a JSON Schema for the payload. Excludes "type".
	 * @param description What the event means.
	 * @param historyLimit How many events of this name each room keeps.
	 * @param echo Whether the sender receives its own event, if it is subscribed to it.
	 * @param overflow What becomes of events that wait for a client that reads too
	 * slowly. Events that are kept in history are never dropped.
	 * @param conflationKey With overflow "conflate", the field of the payload of whose
	 * values the latest event each is kept, with dots as in "position.id". The sender by
	 * default.
	 * @param access Who may do what with the event.
	 */
	@ConfigurationPropertiesSource
	public record Event(@Nullable String type, @Nullable String schema, @Nullable String description,
			@DefaultValue("0") int historyLimit, @DefaultValue("true") boolean echo,
			@DefaultValue("disconnect") Overflow overflow, @Nullable String conflationKey,
			@DefaultValue EventAccess access) {

		/**
		 * An event of which nothing is said but its name, as in {@code typing: {}}.
		 * @param text an empty text
		 * @return the event
		 */
		public static Event of(String text) {
			if (!text.isBlank()) {
				throw new IllegalArgumentException("An event takes properties such as 'type', not a value");
			}
			return new Event(null, null, null, 0, true, Overflow.DISCONNECT, null, new EventAccess(null));
		}

	}

	/**
	 * How clients are authenticated.
	 *
	 * @param timeout How long an authentication may take before it is refused.
	 * @param maxThreads How many authentications run at once.
	 * @param queueCapacity How many authentications may wait; more are refused.
	 */
	public record Authentication(@DefaultValue("10s") Duration timeout, @DefaultValue("16") int maxThreads,
			@DefaultValue("65536") int queueCapacity) {

	}

	/**
	 * How clients are authorised.
	 *
	 * @param authorities Authorities that rules may name. If set, a rule that names
	 * another one stops the start.
	 * @param timeout How long a RoomAuthorizer may take before what was asked for is
	 * refused.
	 */
	public record Authorization(@DefaultValue Set<String> authorities, @DefaultValue("10s") Duration timeout) {

	}

	/**
	 * The threads that run requests, hooks and listeners.
	 *
	 * @param maxThreads How many threads there may be. Without effect where virtual
	 * threads are used (spring.threads.virtual.enabled).
	 */
	public record Worker(@DefaultValue("64") int maxThreads) {

	}

	/**
	 * Bounds of what clients may ask for and hold.
	 *
	 * @param rooms How many rooms there may be, those of the configuration included.
	 * @param roomsPerClient In how many rooms a client may be at once.
	 * @param subscriptionsPerRoom How many subscriptions a client may have in one room.
	 * @param connectionsPerUser How many connections a user may have at once.
	 * @param pendingAcksPerClient For how many acknowledgements of a client the server
	 * waits at once.
	 * @param idleTimeout How long a client may ask for nothing before it is disconnected,
	 * and does not come back by itself. For ever by default.
	 * @param payload How large an event's data may be, in characters of its JSON.
	 * @param meta How large an event's meta may be, in characters of its JSON.
	 * @param roomNameLength How long the name of a room that a client creates may be.
	 * @param roomDescriptionLength How long the description of such a room may be.
	 * @param userIdLength How long a user id may be.
	 * @param historyPage How many events a page of history may have.
	 * @param mailbox How many requests of one client may wait before its connection is no
	 * longer read.
	 */
	public record Limits(@DefaultValue("10000") int rooms, @DefaultValue("100") int roomsPerClient,
			@DefaultValue("64") int subscriptionsPerRoom, @DefaultValue("100") int connectionsPerUser,
			@DefaultValue("64") int pendingAcksPerClient, @Nullable Duration idleTimeout,
			@DefaultValue("64KB") DataSize payload, @DefaultValue("4KB") DataSize meta,
			@DefaultValue("100") int roomNameLength, @DefaultValue("500") int roomDescriptionLength,
			@DefaultValue("128") int userIdLength, @DefaultValue("200") int historyPage,
			@DefaultValue("64") int mailbox) {

	}

	/**
	 * What rooms keep.
	 *
	 * @param maxEventsPerRoom How many events one room keeps, over all event names.
	 * @param maxRooms How many rooms keep events; beyond, the room that was not used for
	 * long gives up its events.
	 * @param maxReplay How many events are replayed at most to a client that comes back.
	 * @param idempotencyWindow How long a room remembers the ids of events, so that a
	 * repeated one is delivered once.
	 * @param idempotencyKeys How many ids of events a room remembers.
	 */
	public record History(@DefaultValue("10000") int maxEventsPerRoom, @DefaultValue("10000") int maxRooms,
			@DefaultValue("500") int maxReplay, @DefaultValue("2m") Duration idempotencyWindow,
			@DefaultValue("1000") int idempotencyKeys) {

	}

	/**
	 * Sessions that clients take over when they connect again.
	 *
	 * @param lifetime How long a client whose connection has gone may take over its
	 * session.
	 */
	public record Session(@DefaultValue("2m") Duration lifetime) {

	}

	/**
	 * Which web pages may connect.
	 *
	 * @param allowedOrigins Origins of web pages that may connect, such as
	 * https://example.org, or "*" for all. Pages of the same origin always may.
	 * @param allowCredentials Whether pages of the listed origins may send cookies. They
	 * may by default, unless all origins are allowed.
	 */
	public record Cors(@DefaultValue Set<String> allowedOrigins, @Nullable Boolean allowCredentials) {

	}

}
