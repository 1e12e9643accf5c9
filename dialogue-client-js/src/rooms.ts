import type { Backoff } from "./backoff.js";
import { Deferred } from "./deferred.js";
import { DialogueError } from "./error.js";
import type { Exchange } from "./exchange.js";
import type { Requests } from "./requests.js";
import type { AnyRoom } from "./room-context.js";
import type { Item } from "./room-stream.js";
import type { JoinOptions, LeftDetail } from "./types.js";
import { readJoined, type Answer, type Fields, type Joined } from "./wire.js";

/** A join that somebody waits for. */
interface Pending {
	readonly options: JoinOptions;
	readonly outcome: Deferred;
}

/** A join that is under way. */
interface Attempt {
	readonly cancel: () => void;
	/** Whether an answer is awaited, or else the next try. */
	readonly sent: boolean;
}

/** Refusals that may be gone a moment later. */
const PASSING = new Set(["RATE_LIMITED", "INTERNAL_ERROR", "TIMEOUT", "PROTOCOL_ERROR"]);

/** The rooms of a client: joins them, joins them again when the connection is back, and knows which are left. */
export class Rooms {
	readonly #rooms = new Map<string, AnyRoom>();
	readonly #pending = new Map<AnyRoom, Pending>();
	readonly #attempts = new Map<AnyRoom, Attempt>();
	#exchange: Exchange | undefined;

	constructor(
		private readonly requests: Requests,
		private readonly backoff: Backoff,
		private readonly timeout: number,
		private readonly create: (roomId: string) => AnyRoom,
		private readonly onJoined: (room: AnyRoom) => void,
	) {}

	/** The rooms that are joined, or will be. */
	get joined(): AnyRoom[] {
		return [...this.#rooms.values()].filter(isWanted);
	}

	get(roomId: string): AnyRoom | undefined {
		return this.#rooms.get(roomId);
	}

	/** The room's context, joined or not. */
	room(roomId: string): AnyRoom {
		let room = this.#rooms.get(roomId);
		if (room === undefined) {
			room = this.create(roomId);
			this.#rooms.set(roomId, room);
		}
		return room;
	}

	join(room: AnyRoom, options: JoinOptions): Promise<void> {
		if (room.state === "left" || options.signal?.aborted) {
			return Promise.reject(options.signal?.reason ?? notAMember(room.roomId));
		}
		const known = this.#pending.get(room);
		if (known !== undefined || isWanted(room)) {
			return known?.outcome.promise ?? Promise.resolve();
		}
		const pending = { options, outcome: new Deferred() };
		this.#pending.set(room, pending);
		const abort = (): void => this.#refuse(room, pending, options.signal?.reason);
		const settled = (): void => options.signal?.removeEventListener("abort", abort);
		options.signal?.addEventListener("abort", abort);
		pending.outcome.promise.then(settled, settled);
		this.#attempt(room, 0);
		return pending.outcome.promise;
	}

	/** Leaves a room, and tells the server if there is one to tell. */
	async leave(room: AnyRoom): Promise<void> {
		const wasIn = isWanted(room);
		this.#forget(room, notAMember(room.roomId));
		room.end();
		if (wasIn && this.#exchange !== undefined) {
			await this.requests.send({ name: "dialogue:leave", payload: { roomId: room.roomId }, resend: false })
				.catch((error: unknown) => ignoreLost(error));
		}
	}

	/** There is a connection: joins all rooms again. */
	connected(exchange: Exchange): void {
		this.#exchange = exchange;
		this.joined.forEach((room) => this.#attempt(room, 0));
	}

	lost(): void {
		this.#exchange = undefined;
		this.#attempts.forEach(({ cancel }) => cancel());
		this.#attempts.clear();
		this.#rooms.forEach((room) => room.lost());
	}

	/** The client was disconnected: leaves all rooms. */
	clear(error: DialogueError): void {
		this.lost();
		[...this.#rooms.values()].forEach((room) => {
			this.#forget(room, error);
			room.end();
		});
	}

	/** Refuses the joins that wait for a connection that will not come. */
	giveUp(error: unknown): void {
		[...this.#pending].forEach(([room, pending]) => this.#refuse(room, pending, error));
	}

	/** The server let the client join, or answers a join. */
	joinedByServer(payload: unknown): boolean {
		const joined = readJoined(payload);
		if (joined === undefined) {
			return false;
		}
		const room = this.room(joined.roomId);
		const recovering = room.state === "joining" && !this.#pending.has(room);
		if (room.state !== "joined" && !recovering) {
			this.#cancel(room);
			this.#settle(room, joined);
			this.onJoined(room);
		}
		return true;
	}

	/** The server ended a membership. */
	left(roomId: string, detail: LeftDetail): void {
		const room = this.#rooms.get(roomId);
		if (room !== undefined && isWanted(room)) {
			this.#end(room, detail);
		}
	}

	receive(roomId: string, item: Item): void {
		this.#rooms.get(roomId)?.receive(item);
	}

	#attempt(room: AnyRoom, number: number): void {
		const pending = this.#pending.get(room);
		const { subscriptions } = pending?.options ?? {};
		const payload = { roomId: room.roomId, ...room.joining(pending === undefined), ...(subscriptions && { subscriptions }) };
		if (this.#exchange !== undefined) {
			this.#send(room, number, payload, pending?.options.timeout ?? this.timeout);
		}
	}

	#send(room: AnyRoom, number: number, payload: Fields, timeout: number): void {
		const timer = setTimeout(() => this.#failed(room, number,
			new DialogueError("TIMEOUT", `No answer to 'dialogue:join' of room '${room.roomId}' came in time`)), timeout);
		let stop = () => {};
		const cancel = () => {
			clearTimeout(timer);
			stop();
		};
		this.#attempts.set(room, { cancel, sent: true });
		stop = this.#exchange?.send("dialogue:join", payload, (answer) => this.#answered(room, number, answer)) ?? stop;
	}

	#answered(room: AnyRoom, number: number, answer: Answer): void {
		this.#cancel(room);
		const joined = answer instanceof DialogueError ? undefined : readJoined(answer);
		if (joined !== undefined && joined.roomId === room.roomId) {
			this.#settle(room, joined);
			return;
		}
		this.#failed(room, number, answer instanceof DialogueError ? answer
			: new DialogueError("PROTOCOL_ERROR", "The server's answer to 'dialogue:join' makes no sense"));
	}

	#failed(room: AnyRoom, number: number, error: DialogueError): void {
		const pending = this.#pending.get(room);
		if (pending !== undefined) {
			this.#refuse(room, pending, error);
		} else if (PASSING.has(error.code)) {
			this.#retry(room, number, error.retryAfter);
		} else {
			this.#end(room, { reason: "refused", error });
		}
	}

	#retry(room: AnyRoom, number: number, retryAfter: number | undefined): void {
		this.#cancel(room);
		const timer = setTimeout(() => this.#attempt(room, number + 1), this.backoff.delay(number, retryAfter));
		this.#attempts.set(room, { cancel: () => clearTimeout(timer), sent: false });
	}

	#settle(room: AnyRoom, joined: Joined): void {
		const pending = this.#pending.get(room);
		const acknowledges = this.#exchange?.acknowledges;
		const wanted = pending?.options.subscriptions ?? (acknowledges ? [] : [...room.subscriptions]);
		room.joined(joined);
		this.requests.open(room.roomId);
		wanted.filter((eventName) => !acknowledges || !room.subscriptions.has(eventName))
			.forEach((eventName) => room.subscribe(eventName));
		this.#pending.delete(room);
		pending?.outcome.resolve();
	}

	/** A first join has failed: the room is as if it had never been tried, and can be joined later. */
	#refuse(room: AnyRoom, pending: Pending, error: unknown): void {
		if (this.#pending.get(room) !== pending) {
			return;
		}
		const maySucceed = this.#attempts.get(room)?.sent;
		this.#cancel(room);
		this.#pending.delete(room);
		room.refused();
		this.requests.close(room.roomId, error instanceof DialogueError ? error : notAMember(room.roomId));
		if (maySucceed) {
			this.#exchange?.send("dialogue:leave", { roomId: room.roomId }, () => {});
		}
		pending.outcome.reject(error);
	}

	#end(room: AnyRoom, detail: LeftDetail): void {
		const error = detail.error instanceof DialogueError ? detail.error : notAMember(room.roomId);
		this.#forget(room, error);
		room.end(detail);
	}

	#forget(room: AnyRoom, error: DialogueError): void {
		this.#cancel(room);
		this.requests.close(room.roomId, error);
		if (this.#rooms.get(room.roomId) === room) {
			this.#rooms.delete(room.roomId);
		}
		this.#pending.get(room)?.outcome.reject(error);
		this.#pending.delete(room);
	}

	#cancel(room: AnyRoom): void {
		this.#attempts.get(room)?.cancel();
		this.#attempts.delete(room);
	}
}

export const notAMember = (roomId: string): DialogueError<"NOT_A_MEMBER"> =>
	new DialogueError("NOT_A_MEMBER", `Join room '${roomId}' first`);

const isWanted = (room: AnyRoom): boolean => room.state === "joining" || room.state === "joined";

/** A lost connection leaves all rooms, too. */
function ignoreLost(error: unknown): void {
	if (!(error instanceof DialogueError && error.code === "DISCONNECTED")) {
		throw error;
	}
}
