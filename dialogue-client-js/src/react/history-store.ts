import type { AnyRoom } from "../room-context.js";
import type { EventMessage, HistoryQuery } from "../types.js";
import { Store } from "./store.js";

/** The events of a room that are shown. */
export interface HistorySnapshot {
	/** Oldest first. */
	readonly events: readonly EventMessage[];
	readonly loading: boolean;
	readonly hasMore: boolean;
	readonly error: Error | undefined;
}

const EMPTY: HistorySnapshot = { events: [], loading: false, hasMore: true, error: undefined };

/** A room's events, from the newest page on: grows at the end as events come, and at the beginning on demand. */
export class HistoryStore extends Store<HistorySnapshot> {
	/** Tells what was asked before a gap from what was asked since. */
	#turn = 0;

	constructor(
		private readonly room: AnyRoom | undefined,
		private readonly eventName: string | null,
		private readonly pageSize: number,
		private readonly maxEvents: number,
	) {
		super(EMPTY);
	}

	/** Loads a page of older events, unless one is being loaded or there are none. */
	readonly loadMore = async (): Promise<void> => {
		const { loading, hasMore } = this.snapshot();
		if (this.room !== undefined && !loading && hasMore) {
			await this.#load(this.room, this.#older());
		}
	};

	protected start(): () => void {
		const { room } = this;
		if (room === undefined) {
			return () => {};
		}
		let loaded = false;
		const begin = () => {
			if (!loaded && room.state === "joined") {
				loaded = true;
				void this.#load(room, { start: 0, end: this.pageSize });
			}
		};
		const offs = [
			room.onAny((name: string, event) => (this.eventName === null || name === this.eventName) && this.#add([event], true)),
			room.onGap(() => {
				this.#turn++;
				this.set(EMPTY);
				loaded = false;
				begin();
			}),
			room.onChange(begin),
		];
		begin();
		return () => {
			this.#turn++;
			offs.forEach((off) => off());
			this.set(EMPTY);
		};
	}

	/** What is older than the oldest event with an offset; those without one, which are even older, are skipped. */
	#older(): HistoryQuery {
		const { events } = this.snapshot();
		const start = events.findIndex(({ offset }) => offset !== undefined);
		const before = events[start]?.offset;
		return before === undefined
			? { start: events.length, end: events.length + this.pageSize } : { before, start, end: start + this.pageSize };
	}

	async #load(room: AnyRoom, query: HistoryQuery): Promise<void> {
		const turn = this.#turn;
		this.set({ ...this.snapshot(), loading: true, error: undefined });
		try {
			const page = await room.getHistoryPage(this.eventName, query);
			if (turn === this.#turn) {
				const full = page.events.length >= this.pageSize || (page.events.length > 0 && page.end < (query.end ?? 0));
				this.set({ ...this.snapshot(), loading: false, hasMore: full });
				this.#add([...page.events].reverse(), false);
			}
		} catch (error) {
			if (turn === this.#turn) {
				this.set({ ...this.snapshot(), loading: false, error: error instanceof Error ? error : new Error(String(error)) });
			}
		}
	}

	#add(added: readonly EventMessage[], newer: boolean): void {
		const { events, ...rest } = this.snapshot();
		const known = new Set(events.map(({ offset }) => offset));
		const fresh = added.filter(({ offset }) => offset === undefined || !known.has(offset));
		const all = inOrder(newer ? [...events, ...fresh] : [...fresh, ...events]);
		const excess = newer ? Math.max(0, all.length - this.maxEvents) : 0;
		this.set({ ...rest, hasMore: rest.hasMore || excess > 0, events: all.slice(excess) });
	}
}

/** The newest page may overlap with what came while it was loaded. */
function inOrder(events: EventMessage[]): EventMessage[] {
	return events.every(({ offset }) => offset !== undefined) ? events.sort((a, b) => a.offset! - b.offset!) : events;
}
