/** How long to wait between attempts; the names and their meaning are those of Socket.IO. */
export interface BackoffOptions {
	/** The first delay, in milliseconds; each further one is twice as long. 1000 by default. */
	reconnectionDelay?: number;
	/** The longest delay before jitter, in milliseconds. 30000 by default. */
	reconnectionDelayMax?: number;
	/** How much a delay may differ at random, from 0 to 1. 0.5 by default: from half to one and a half times. */
	randomizationFactor?: number;
}

/** Delays that grow exponentially and differ at random, so that many clients do not come back at once. */
export class Backoff {
	readonly #first: number;
	readonly #longest: number;
	readonly #jitter: number;

	constructor(options: BackoffOptions = {}, private readonly random: () => number = Math.random) {
		this.#first = options.reconnectionDelay ?? 1000;
		this.#longest = options.reconnectionDelayMax ?? 30_000;
		this.#jitter = Math.min(1, Math.max(0, options.randomizationFactor ?? 0.5));
	}

	/** The delay before an attempt, 0 for the first; never before what the server asked for. */
	delay(attempt: number, atLeast = 0): number {
		const base = Math.min(this.#longest, this.#first * 2 ** Math.min(attempt, 30));
		const delay = base * (1 + this.#jitter * (2 * this.random() - 1));
		return atLeast > 0 ? atLeast + this.random() * this.#first : delay;
	}
}
