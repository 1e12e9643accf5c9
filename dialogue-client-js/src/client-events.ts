import { acknowledge } from "./acknowledge.js";
import { Listeners, report } from "./listeners.js";
import type { AnyRoom } from "./room-context.js";
import type { Acknowledgement } from "./transport.js";
import type { EventMessage, LeftDetail, RoomInfo, RoomList } from "./types.js";

/** What can be listened to at a client. */
export class ClientEvents {
	readonly connect = new Listeners<[]>();
	readonly disconnect = new Listeners<[reason: string]>();
	readonly error = new Listeners<[error: Error]>();
	readonly roomCreated = new Listeners<[room: RoomInfo]>();
	readonly roomDeleted = new Listeners<[roomId: string]>();
	readonly roomList = new Listeners<[rooms: RoomList]>();
	/** What the server said of the list of rooms that comes next: how many there are. */
	roomsTotal: number | undefined;
	readonly joined = new Listeners<[room: AnyRoom]>();
	readonly left = new Listeners<[roomId: string, detail: LeftDetail]>();
	readonly history = new Listeners<[roomId: string, events: EventMessage[]]>();
	readonly gap = new Listeners<[roomId: string]>();
	readonly tokenExpiring = new Listeners<[expiresAt: number]>();
	readonly #named = new Map<string, Listeners<[data: unknown]>>();

	/** The handlers of one message of the application's. */
	named(name: string): Listeners<[data: unknown]> {
		const listeners = this.#named.get(name) ?? new Listeners<[unknown]>();
		this.#named.set(name, listeners);
		return listeners;
	}

	/** Gives a message to its handlers, whose answer is sent where the server asks for one. */
	message(name: string, data: unknown, ack?: Acknowledgement): void {
		const listeners = this.#named.get(name);
		const handlers = listeners?.size ?? 0;
		const results = listeners?.emit(data) ?? [];
		if (ack !== undefined && handlers > 0) {
			acknowledge(results, results.length < handlers, ack).catch(report);
		}
	}

	/** Tells an error that belongs to no request; without handlers, it is shown as an uncaught one. */
	report(error: unknown): void {
		if (this.error.size === 0) {
			report(error);
		} else {
			this.error.emit(error instanceof Error ? error : new Error(String(error)));
		}
	}
}
