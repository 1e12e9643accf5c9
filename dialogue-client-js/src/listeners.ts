import type { Unsubscribe } from "./types.js";

/** Handlers of one kind, called in the order in which they came. */
export class Listeners<A extends unknown[]> {
	readonly #entries = new Set<{ readonly handler: (...args: A) => void }>();

	get size(): number {
		return this.#entries.size;
	}

	/** Adds a handler, also one that is there already. */
	add(handler: (...args: A) => void): Unsubscribe {
		const entry = { handler };
		this.#entries.add(entry);
		return () => {
			this.#entries.delete(entry);
		};
	}

	/**
	 * Calls all handlers; one that throws keeps none of the others from being called.
	 * @returns what those returned that did not throw
	 */
	emit(...args: A): unknown[] {
		const results: unknown[] = [];
		for (const { handler } of [...this.#entries]) {
			try {
				results.push(handler(...args));
			} catch (error) {
				report(error);
			}
		}
		return results;
	}

	clear(): void {
		this.#entries.clear();
	}
}

/** Shows an error that nobody can be given, as the platform shows uncaught ones. */
export function report(error: unknown): void {
	if (typeof reportError === "function") {
		reportError(error);
	} else {
		console.error(error);
	}
}
