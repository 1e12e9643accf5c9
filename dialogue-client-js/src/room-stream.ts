import type { EventMessage } from "./types.js";
import type { Joined, Position } from "./wire.js";

/** What a room sends: an event, or the history that follows a join. */
export type Item = { readonly event: EventMessage } | { readonly history: readonly EventMessage[] };

/** What a join's answer sets free. */
export interface Resumed {
	/** Whether something may be missing. */
	readonly gap: boolean;
	/** What was held back and is now due, in order. */
	readonly items: Item[];
}

/** More than this is not held back: a gap is reported instead. */
const MAX_HELD = 10_000;

/**
 * The order of one room's events: knows the last kept event that was seen, drops repeats, and holds back what
 * comes while a join is answered, because only the answer tells how to read it.
 */
export class RoomStream {
	#position: Position | undefined;
	#begun = false;
	#held: Item[] | undefined;
	#overflown = false;

	/** Where a later join may take up again; `undefined` at first, and against servers without recovery. */
	get position(): Position | undefined {
		return this.#position && { ...this.#position };
	}

	/** Begins a join: holds back what comes from now on. */
	hold(): void {
		this.#held = [];
		this.#overflown = false;
	}

	/** Gives up a join. */
	drop(): void {
		this.#held = undefined;
	}

	/** Takes what came; returns it if it is due now. */
	accept(item: Item): Item | undefined {
		if (this.#held === undefined) {
			return this.#isNew(item) ? item : undefined;
		}
		if (this.#held.length < MAX_HELD) {
			this.#held.push(item);
		} else {
			this.#overflown = true;
		}
		return undefined;
	}

	/** Takes the answer to a join, and ends holding back. */
	resume(joined: Joined): Resumed {
		const held = this.#held ?? [];
		this.#held = undefined;
		return this.#begun ? this.#comeBack(joined, held) : this.#begin(joined, held);
	}

	#begin({ head }: Joined, held: Item[]): Resumed {
		this.#begun = true;
		const newest = held.reduce((offset, item) => Math.max(offset, "event" in item ? item.event.offset ?? 0 : 0), 0);
		this.#position = head && { epoch: head.epoch, offset: Math.max(head.offset, newest) };
		return { gap: this.#overflown, items: held };
	}

	/**
	 * What the server keeps comes again, in the replay or the history that follows the answer; so it
	 * is not taken from what was held back. An answer that contradicts what was asked for is a gap.
	 */
	#comeBack({ head, recovered }: Joined, held: Item[]): Resumed {
		const since = this.#position;
		const complete = recovered && since !== undefined && head !== undefined
			&& head.epoch === since.epoch && head.offset >= since.offset;
		if (!complete) {
			this.#position = head && { ...head };
		}
		const items = held.filter((item) => "event" in item
			&& (item.event.offset === undefined || (head !== undefined && item.event.offset > head.offset)));
		return { gap: !complete || this.#overflown, items: items.filter((item) => this.#isNew(item)) };
	}

	#isNew(item: Item): boolean {
		const offset = "event" in item ? item.event.offset : undefined;
		if (offset === undefined || this.#position === undefined) {
			return true;
		}
		if (offset <= this.#position.offset) {
			return false;
		}
		this.#position.offset = offset;
		return true;
	}
}
