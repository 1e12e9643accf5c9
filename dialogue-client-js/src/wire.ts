import { DialogueError } from "./error.js";
import type { EventMessage, RoomInfo, RoomList, TriggerResult } from "./types.js";

/** A place in a room's history. */
export interface Position {
	epoch: string;
	offset: number;
}

/** The server's greeting. */
export interface Greeting {
	clientId: string;
	userId: string;
	protocol: number | undefined;
	session: string | undefined;
	expiresAt: number | undefined;
}

/** The server's confirmation of a join. */
export interface Joined {
	roomId: string;
	roomName: string;
	subscriptions: string[] | undefined;
	head: Position | undefined;
	recovered: boolean;
}

/** An answer to a request: its fields, or the refusal. */
export type Answer = Record<string, unknown> | DialogueError;

export type Fields = Record<string, unknown>;

/** The payload as an object; without fields if it is none. */
export function fields(payload: unknown): Fields {
	return typeof payload === "object" && payload !== null && !Array.isArray(payload) ? payload as Fields : {};
}

export const text = (value: unknown): string | undefined => typeof value === "string" ? value : undefined;

export const count = (value: unknown): number | undefined =>
	typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** What to say of a message that makes no sense. */
export const nonsense = (name: string): DialogueError =>
	new DialogueError("PROTOCOL_ERROR", `The server sent a '${name}' that makes no sense`);

export function readGreeting(payload: unknown): Greeting | undefined {
	const { clientId, userId, protocol, session, expiresAt } = fields(payload);
	if (typeof clientId !== "string" || typeof userId !== "string") {
		return undefined;
	}
	return { clientId, userId, protocol: count(protocol), session: text(session), expiresAt: count(expiresAt) };
}

export function readJoined(payload: unknown): Joined | undefined {
	const { roomId, roomName, subscriptions, epoch, offset, recovered } = fields(payload);
	if (typeof roomId !== "string") {
		return undefined;
	}
	const number = count(offset);
	return {
		roomId,
		roomName: text(roomName) ?? roomId,
		subscriptions: Array.isArray(subscriptions) ? subscriptions.filter((name) => typeof name === "string") : undefined,
		head: typeof epoch === "string" && number !== undefined ? { epoch, offset: number } : undefined,
		recovered: recovered === true,
	};
}

export function readEvent(payload: unknown): EventMessage | undefined {
	const { event, roomId, from, timestamp, offset } = fields(payload);
	const valid = typeof event === "string" && typeof roomId === "string" && typeof from === "string"
		&& typeof timestamp === "number" && (offset === undefined || count(offset) !== undefined);
	return valid ? payload as EventMessage : undefined;
}

/** The events of a list; whatever else it contains is left out. */
export function readEvents(list: unknown): EventMessage[] | undefined {
	return Array.isArray(list) ? list.filter((event) => readEvent(event) !== undefined) : undefined;
}

/** What the server says of a published event, whose idempotency key the client knows. */
export function readTriggerResult(id: string, answer: Fields): TriggerResult {
	const [offset, epoch, recipients] = [count(answer["offset"]), text(answer["epoch"]), count(answer["recipients"])];
	return {
		id,
		...(offset !== undefined && { offset }),
		...(epoch !== undefined && { epoch }),
		...(recipients !== undefined && { recipients }),
	};
}

export function readRoom(payload: unknown): RoomInfo | undefined {
	const { id, name, size } = fields(payload);
	return typeof id === "string" && typeof name === "string"
		? { ...payload as RoomInfo, size: count(size) ?? 0 } : undefined;
}

/** The rooms of a list, and how many the server says that there are where it left some out. */
export function readRooms(payload: unknown, total: unknown): RoomList | undefined {
	if (!Array.isArray(payload)) {
		return undefined;
	}
	const rooms = payload.map(readRoom).filter((room) => room !== undefined);
	return Object.defineProperty(rooms, "total", { value: Math.max(count(total) ?? 0, rooms.length) }) as RoomInfo[] as RoomList;
}

/** The fields of `dialogue:error`, or of an acknowledgement that is not ok. */
export function readError(payload: unknown): DialogueError | undefined {
	const { code, message, retryAfter } = fields(payload);
	return typeof code === "string" ? new DialogueError<string>(code, text(message) ?? code, count(retryAfter)) : undefined;
}

export function readAnswer(name: string, payload: unknown): Answer {
	const { ok, ...result } = fields(payload);
	if (ok === true) {
		return result;
	}
	return (ok === false ? readError(payload) : undefined)
		?? new DialogueError("PROTOCOL_ERROR", `The server's answer to '${name}' makes no sense`);
}
