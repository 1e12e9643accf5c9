/**
 * What a server and its clients agree on: payloads by event, events by room, error codes.
 *
 * A Dialogue server generates such a type from its records and rooms:
 *
 * ```ts
 * export interface Events { "message": Message; "typing": Typing }
 * export interface Rooms {
 *   "chat": { trigger: "message" | "typing"; receive: "message" | "typing" };
 *   [room: `game-${string}`]: { trigger: "move"; receive: "move" | "score" };
 * }
 * export interface Contract { events: Events; rooms: Rooms; errors: ErrorCode }
 *
 * const client = createDialogueClient<Contract>({ url });
 * ```
 *
 * Without one, every room and every event is allowed, and payloads are `unknown`.
 */
export interface DialogueContract {
	/** The payloads, by the names of their events. */
	events: Record<string, unknown>;
	/** What clients may trigger and receive, by the ids of the rooms. */
	rooms: Record<string, { trigger: string; receive: string }>;
	/** The codes of errors. */
	errors: string;
}

/**
 * What a contract must look like. Wider than {@link DialogueContract}, because interfaces,
 * which generated contracts consist of, have no index signature.
 */
export interface ContractShape {
	/** The payloads, by the names of their events. */
	events: object;
	/** What clients may trigger and receive, by the ids of the rooms. */
	rooms: object;
	/** The codes of errors. */
	errors: string;
}

/** The ids of a contract's rooms. */
export type RoomId<C extends ContractShape> = keyof C["rooms"] & string;

/** The events that a client may trigger in a room. */
export type Triggered<C extends ContractShape, R extends RoomId<C>> =
	C["rooms"][R] extends { trigger: infer E extends string } ? E : never;

/** The events that a client may receive in a room. */
export type Received<C extends ContractShape, R extends RoomId<C>> =
	C["rooms"][R] extends { receive: infer E extends string } ? E : never;

/** The payload of an event; `unknown` where the contract does not say. */
export type Payload<C extends ContractShape, E extends string> =
	E extends keyof C["events"] ? C["events"][E] : unknown;
