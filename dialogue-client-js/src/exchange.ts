import type { Transport } from "./transport.js";
import { readAnswer, type Answer, type Fields } from "./wire.js";

/** How requests are matched with their answers. */
export interface Exchange {
	/** Whether the server acknowledges requests, so that they may be repeated and recovered. */
	readonly acknowledges: boolean;

	/**
	 * Sends a request.
	 * @param done called at most once, with its answer
	 * @returns what to call when nobody waits for the answer any more
	 */
	send(name: string, payload: Fields | undefined, done: (answer: Answer) => void): () => void;

	/** Shows it a message; whether that was an answer, and news to nobody else. */
	receive(name: string, payload: unknown): boolean;
}

/** Requests that the server acknowledges. */
export class AckExchange implements Exchange {
	readonly acknowledges = true;

	constructor(private readonly transport: Transport) {}

	send(name: string, payload: Fields | undefined, done: (answer: Answer) => void): () => void {
		let wanted = true;
		this.transport.send(name, payload, (answer) => {
			if (wanted) {
				wanted = false;
				done(readAnswer(name, answer));
			}
		});
		return () => {
			wanted = false;
		};
	}

	receive(): boolean {
		return false;
	}
}
