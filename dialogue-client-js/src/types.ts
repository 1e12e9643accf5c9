/** An event as a client receives it. */
export interface EventMessage<T = unknown> {
	/** The event's name. */
	event: string;
	/** The room in which it happened. */
	roomId: string;
	/** The payload; `undefined` if none was sent. */
	data: T;
	/** The user who triggered it; `system` for the server. */
	from: string;
	/** When the server accepted it, in milliseconds since 1970. */
	timestamp: number;
	/** What the sender added beside the payload. */
	meta?: Record<string, unknown>;
	/** The idempotency key with which it was triggered. */
	id?: string;
	/** Its number in the room's history, if it is kept there. */
	offset?: number;
}

/** A room as the server lists it. */
export interface RoomInfo {
	/** The room's id. */
	id: string;
	/** The room's name for people. */
	name: string;
	/** What the room is for. */
	description?: string;
	/** How many clients are in it. */
	size: number;
	/** How many clients may be in it. */
	maxSize?: number;
	/** The user who created it, if a client did. */
	createdById?: string;
}

/** Rooms as the server lists them: the first ones, as many as it sends at once. */
export interface RoomList extends Array<RoomInfo> {
	/** How many rooms there are: more than the list has where it would have been too large. */
	readonly total: number;
}

/** What a room is created from. */
export interface CreateRoomOptions {
	/** The new room's id. */
	id: string;
	/** The new room's name for people. */
	name: string;
	/** What the room is for. */
	description?: string;
	/** How many clients may be in it. */
	maxSize?: number;
}

/** Limits the wait for an answer. */
export interface RequestOptions {
	/** Gives up when it aborts; the promise then rejects with its reason. What was sent may still take effect. */
	signal?: AbortSignal;
	/** How long to wait for the answer once the request is sent, in milliseconds. */
	timeout?: number;
}

/** Settings of one trigger. */
export interface TriggerOptions extends RequestOptions {
	/** The idempotency key: the server publishes it once, however often it is sent. A random one by default. */
	id?: string;
}

/** What the server says of a published event. Against a server without acknowledgements there is the `id` only. */
export interface TriggerResult {
	/** The idempotency key. */
	id: string;
	/** The event's number in the room's history, if it is kept there. */
	offset?: number;
	/** The life of that history. */
	epoch?: string;
	/** How many connections the event was handed to. */
	recipients?: number;
}

/** Settings of a join. */
export interface JoinOptions<E extends string = string> extends RequestOptions {
	/** The events to receive, instead of the room's default subscriptions; `*` is all. */
	subscriptions?: readonly (E | "*")[];
}

/** Which events of a room's history to fetch. */
export interface HistoryQuery extends RequestOptions {
	/** The first index, 0 for the newest event. */
	start?: number;
	/** The index after the last one. */
	end?: number;
	/** Counts only events older than this offset, so that pages hold still while new events come. */
	before?: number;
}

/** One page of a room's history. */
export interface HistoryPage<T = unknown> {
	/** The events, newest first. */
	events: EventMessage<T>[];
	/** The index of the first of them. */
	start: number;
	/** The index after the last of them; less than was asked for if the answer would have been too large. */
	end: number;
}

/** Why a room was left without `leave()`. */
export interface LeftDetail {
	/** `deleted`, `refused` (on coming back after a lost connection), or what the server says. */
	reason: string;
	/** The refusal, where there was one. */
	error?: Error;
}

/** Ends a registration; may be called more than once. */
export type Unsubscribe = () => void;
