import { DialogueError } from "./error.js";
import type { Exchange } from "./exchange.js";
import type { RequestOptions } from "./types.js";
import type { Answer, Fields } from "./wire.js";

/** What is asked of the server. */
export interface Request {
	readonly name: string;
	readonly payload?: Fields;
	/** The room that must be joined before it is sent. */
	readonly roomId?: string;
	/** Whether it is sent again if the connection was lost before the answer came. */
	readonly resend: boolean;
}

interface Entry {
	readonly request: Request;
	readonly timeout: number;
	readonly lane: Lane;
	readonly settle: (answer: Answer | { failed: unknown }) => void;
	stopWaiting?: () => void;
}

/** What goes to one room, or to the server itself, in order. */
interface Lane {
	open: boolean;
	attached: boolean;
	queue: Entry[];
	/** What of the backlog is under way: it is sent one by one, so that a rate limit cannot change its order. */
	current?: Entry | undefined;
	retry?: ReturnType<typeof setTimeout> | undefined;
}

const SERVER = "";

/**
 * The requests that wait for an answer: sent in order, kept while there is no connection, sent again when it
 * is back, and bounded in number.
 */
export class Requests {
	readonly #lanes = new Map<string, Lane>();
	readonly #sent = new Set<Entry>();
	#count = 0;
	#exchange: Exchange | undefined;

	constructor(private readonly limit: number, private readonly timeout: number) {}

	/** How many wait for an answer. */
	get size(): number {
		return this.#count;
	}

	send(request: Request, { signal, timeout = this.timeout }: RequestOptions = {}): Promise<Fields> {
		return new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			if (this.#count >= this.limit) {
				reject(new DialogueError("QUEUE_FULL", `${this.limit} requests wait for an answer already`));
				return;
			}
			const abort = () => this.#finish(entry, { failed: signal?.reason });
			const entry: Entry = {
				request,
				timeout,
				lane: this.#lane(request.roomId ?? SERVER),
				settle: (answer) => {
					signal?.removeEventListener("abort", abort);
					if (answer instanceof DialogueError) {
						reject(answer);
					} else if ("failed" in answer) {
						reject(answer["failed"]);
					} else {
						resolve(answer);
					}
				},
			};
			signal?.addEventListener("abort", abort);
			this.#count++;
			this.#submit(entry);
		});
	}

	/** There is a connection: sends what does not depend on a room. */
	connected(exchange: Exchange): void {
		this.#exchange = exchange;
		this.open(SERVER);
	}

	/** The room is joined: sends what waited for it. */
	open(roomId: string): void {
		const lane = this.#lane(roomId);
		if (!lane.open) {
			lane.open = true;
			this.#drain(lane);
		}
	}

	/** The room is left: refuses what waits for it. */
	close(roomId: string, error: DialogueError): void {
		const lane = this.#lanes.get(roomId);
		if (lane !== undefined) {
			this.#shut(lane);
			lane.attached = false;
			this.#lanes.delete(roomId);
			lane.queue.splice(0).forEach((entry) => this.#finish(entry, error));
		}
	}

	/** The connection is lost: keeps what may be sent again. */
	lost(): void {
		this.#exchange = undefined;
		this.#lanes.forEach((lane) => this.#shut(lane));
		for (const entry of [...this.#sent].reverse()) {
			this.#release(entry);
			if (entry.request.resend && entry.lane.attached) {
				entry.lane.queue.unshift(entry);
			} else {
				this.#finish(entry, new DialogueError("DISCONNECTED", "The connection was lost before the answer came"));
			}
		}
	}

	/** There will be no connection: refuses all. */
	end(error: DialogueError): void {
		this.lost();
		this.#lanes.forEach((lane) => lane.queue.splice(0).forEach((entry) => this.#finish(entry, error)));
	}

	#lane(roomId: string): Lane {
		let lane = this.#lanes.get(roomId);
		if (lane === undefined) {
			lane = { open: false, attached: true, queue: [] };
			this.#lanes.set(roomId, lane);
		}
		return lane;
	}

	#shut(lane: Lane): void {
		lane.open = false;
		lane.current = undefined;
		clearTimeout(lane.retry);
		lane.retry = undefined;
	}

	#submit(entry: Entry): void {
		const { lane } = entry;
		if (!lane.open || lane.current !== undefined || lane.retry !== undefined) {
			lane.queue.push(entry);
		} else {
			this.#transmit(entry, (answer) => this.#finish(entry, answer));
		}
	}

	#drain(lane: Lane): void {
		const entry = lane.queue.shift();
		lane.current = entry;
		if (entry !== undefined) {
			this.#transmit(entry, (answer) => {
				if (answer instanceof DialogueError && answer.code === "RATE_LIMITED" && answer.retryAfter !== undefined) {
					this.#postpone(entry, answer.retryAfter);
				} else {
					this.#finish(entry, answer);
				}
			});
		}
	}

	#postpone(entry: Entry, delay: number): void {
		const { lane } = entry;
		this.#release(entry);
		lane.queue.unshift(entry);
		lane.current = undefined;
		lane.retry = setTimeout(() => {
			lane.retry = undefined;
			this.#drain(lane);
		}, delay);
	}

	#transmit(entry: Entry, done: (answer: Answer) => void): void {
		this.#sent.add(entry);
		const { name, payload } = entry.request;
		const timer = setTimeout(
			() => this.#finish(entry, new DialogueError("TIMEOUT", `No answer to '${name}' came in time`)), entry.timeout);
		entry.stopWaiting = () => clearTimeout(timer);
		try {
			const cancel = this.#exchange?.send(name, payload, done);
			if (this.#sent.has(entry)) {
				entry.stopWaiting = () => {
					clearTimeout(timer);
					cancel?.();
				};
			}
		} catch (error) {
			this.#finish(entry, { failed: error });
		}
	}

	/** Takes an entry out of what is under way. */
	#release(entry: Entry): void {
		this.#sent.delete(entry);
		entry.stopWaiting?.();
		delete entry.stopWaiting;
	}

	#finish(entry: Entry, answer: Answer | { failed: unknown }): void {
		const { lane } = entry;
		this.#release(entry);
		const index = lane.queue.indexOf(entry);
		if (index >= 0) {
			lane.queue.splice(index, 1);
		}
		this.#count--;
		entry.settle(answer);
		if (lane.current === entry) {
			this.#drain(lane);
		}
	}
}
