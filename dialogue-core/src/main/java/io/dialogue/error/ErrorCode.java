package io.dialogue.error;

/**
 * The catalogue of error codes of the wire protocol, sent by name.
 */
public enum ErrorCode {

	/** The room does not exist, or the client may not see it. */
	ROOM_NOT_FOUND,

	/** The room has no free seat. */
	ROOM_FULL,

	/** A room with that id exists already. */
	ROOM_EXISTS,

	/** A hook refused the join. */
	JOIN_DENIED,

	/** The request needs a seat in the room. */
	NOT_A_MEMBER,

	/** The room does not allow clients to trigger the event. */
	EVENT_NOT_ALLOWED,

	/** The payload breaks the event's constraints. */
	VALIDATION_FAILED,

	/** A hook refused the event. */
	EVENT_REJECTED,

	/** The client may not do that. */
	PERMISSION_DENIED,

	/** A rate limit is exceeded. */
	RATE_LIMITED,

	/** The request is malformed, of a wrong type or out of bounds. */
	INVALID_REQUEST,

	/** Something failed on the server; the cause is in its log, by an id. */
	INTERNAL_ERROR

}
