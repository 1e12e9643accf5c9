import { DialogueError } from "./error.js";
import type { Exchange } from "./exchange.js";
import type { Transport } from "./transport.js";
import { fields, readError, type Answer, type Fields } from "./wire.js";

interface Waiting {
	readonly name: string;
	readonly payload: Fields;
	readonly done: (answer: Answer) => void;
}

/** The message that answers a request, and the field in which both agree. */
const ANSWERS: Record<string, { name: string; request?: string; answer?: string }> = {
	"dialogue:join": { name: "dialogue:joined", request: "roomId", answer: "roomId" },
	"dialogue:getHistory": { name: "dialogue:historyResponse", request: "roomId", answer: "roomId" },
	"dialogue:listRooms": { name: "dialogue:rooms" },
	"dialogue:createRoom": { name: "dialogue:roomCreated", request: "id", answer: "id" },
	"dialogue:deleteRoom": { name: "dialogue:roomDeleted", request: "roomId", answer: "roomId" },
};

/** Errors of triggers, which are not answered when they succeed: nothing waits for them. */
const UNAWAITED = new Set(["EVENT_NOT_ALLOWED", "VALIDATION_FAILED", "RATE_LIMITED"]);

/** Answers that go to all clients. */
const NEWS = new Set(["dialogue:roomCreated", "dialogue:roomDeleted"]);

/**
 * Requests to a server that acknowledges nothing, such as the original one: those that it answers are
 * sent one at a time, so that an error belongs to the one that waits. The others are done once sent.
 */
export class LegacyExchange implements Exchange {
	readonly acknowledges = false;

	readonly #waiting: Waiting[] = [];

	constructor(private readonly transport: Transport) {}

	send(name: string, payload: Fields | undefined, done: (answer: Answer) => void): () => void {
		if (name === "dialogue:refresh") {
			done(new DialogueError("UNSUPPORTED", "The server does not refresh tokens"));
			return () => {};
		}
		const waiting = { name, payload: payload ?? {}, done };
		if (!(name in ANSWERS)) {
			this.transport.send(name, payload);
			done({});
			return () => {};
		}
		if (this.#waiting.push(waiting) === 1) {
			this.#transmit();
		}
		return () => this.#forget(waiting);
	}

	receive(name: string, payload: unknown): boolean {
		const [current] = this.#waiting;
		const error = name === "dialogue:error" ? readError(payload) : undefined;
		if (current === undefined || (error ? UNAWAITED.has(error.code) : !answers(current, name, payload))) {
			return false;
		}
		this.#forget(current);
		current.done(error ?? (Array.isArray(payload) ? { rooms: payload } : fields(payload)));
		return !NEWS.has(name);
	}

	#transmit(): void {
		const [next] = this.#waiting;
		if (next !== undefined) {
			this.transport.send(next.name, Object.keys(next.payload).length > 0 ? next.payload : undefined);
		}
	}

	#forget(waiting: Waiting): void {
		const index = this.#waiting.indexOf(waiting);
		if (index >= 0) {
			this.#waiting.splice(index, 1);
			if (index === 0) {
				this.#transmit();
			}
		}
	}
}

function answers(request: Waiting, name: string, payload: unknown): boolean {
	const answer = ANSWERS[request.name];
	return answer?.name === name
		&& (answer.request === undefined || request.payload[answer.request] === fields(payload)[answer.answer ?? ""]);
}
