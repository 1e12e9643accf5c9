import type { DialogueClient } from "../client.js";
import type { RoomInfo, RoomList } from "../types.js";
import { Store } from "./store.js";

/** The rooms that the client may see. */
export interface RoomListSnapshot {
	readonly rooms: readonly RoomInfo[];
	readonly total: number;
	readonly loading: boolean;
	readonly error: Error | undefined;
}

/** The rooms that are known, and how many there are beside them that the server left out. */
interface Known {
	readonly rooms: readonly RoomInfo[];
	readonly others: number;
}

/** Lists the rooms at each connection, and follows what is created and deleted. */
export class RoomListStore extends Store<RoomListSnapshot> {
	#known: Known = { rooms: [], others: 0 };
	/** What came or went since the list was asked for: the answer may not know of it. */
	#news: ((known: Known) => Known)[] = [];
	#asking = 0;

	constructor(private readonly client: DialogueClient<any>) {
		super({ rooms: [], total: 0, loading: true, error: undefined });
	}

	/** Asks for the list anew: sizes are not announced. */
	readonly refresh = async (): Promise<void> => {
		const asking = ++this.#asking;
		this.#news = [];
		this.#read(true);
		try {
			const answer = await this.client.listRooms();
			if (asking === this.#asking) {
				this.#known = this.#news.reduce((known, change) => change(known), listed(answer));
				this.#read(false);
			}
		} catch (error) {
			if (asking === this.#asking) {
				this.#read(false, error instanceof Error ? error : new Error(String(error)));
			}
		}
	};

	protected start(): () => void {
		const offs = [
			this.client.onConnect(() => void this.refresh()),
			this.client.onRoomCreated((room) => this.#changed(({ rooms, others }) =>
				({ rooms: [...rooms.filter(({ id }) => id !== room.id), room], others }))),
			this.client.onRoomList((all) => this.#changed(() => listed(all))),
			this.client.onRoomDeleted((roomId) => this.#changed((known) => without(known, roomId))),
		];
		if (this.client.connected) {
			void this.refresh();
		}
		return () => {
			this.#asking++;
			offs.forEach((off) => off());
		};
	}

	#changed(change: (known: Known) => Known): void {
		if (this.snapshot().loading) {
			this.#news.push(change);
		}
		this.#known = change(this.#known);
		this.#read(this.snapshot().loading);
	}

	#read(loading: boolean, error?: Error): void {
		const { rooms, others } = this.#known;
		this.set({ rooms, total: rooms.length + others, loading, error });
	}
}

function listed(list: RoomList): Known {
	return { rooms: list, others: list.total - list.length };
}

/** A room that is gone and not known was one of the others. */
function without({ rooms, others }: Known, roomId: string): Known {
	const left = rooms.filter(({ id }) => id !== roomId);
	return { rooms: left, others: left.length < rooms.length ? others : Math.max(0, others - 1) };
}
