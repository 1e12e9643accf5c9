import type { DialogueClient } from "../client.js";
import type { RoomInfo } from "../types.js";
import { Store } from "./store.js";

/** The rooms that the client may see. */
export interface RoomListSnapshot {
	readonly rooms: readonly RoomInfo[];
	readonly loading: boolean;
	readonly error: Error | undefined;
}

/** Lists the rooms at each connection, and follows what is created and deleted. */
export class RoomListStore extends Store<RoomListSnapshot> {
	#rooms: readonly RoomInfo[] = [];
	/** What came or went since the list was asked for: the answer may not know of it. */
	#news: ((rooms: readonly RoomInfo[]) => readonly RoomInfo[])[] = [];
	#asking = 0;

	constructor(private readonly client: DialogueClient<any>) {
		super({ rooms: [], loading: true, error: undefined });
	}

	/** Asks for the list anew: sizes are not announced. */
	readonly refresh = async (): Promise<void> => {
		const asking = ++this.#asking;
		this.#news = [];
		this.#read(true);
		try {
			const answer = await this.client.listRooms();
			if (asking === this.#asking) {
				this.#rooms = this.#news.reduce<readonly RoomInfo[]>((rooms, change) => change(rooms), answer);
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
			this.client.onRoomCreated((room) => this.#changed((rooms) => [...rooms.filter(({ id }) => id !== room.id), room])),
			this.client.onRoomList((all) => this.#changed(() => all)),
			this.client.onRoomDeleted((roomId) => this.#changed((rooms) => rooms.filter(({ id }) => id !== roomId))),
		];
		if (this.client.connected) {
			void this.refresh();
		}
		return () => {
			this.#asking++;
			offs.forEach((off) => off());
		};
	}

	#changed(change: (rooms: readonly RoomInfo[]) => readonly RoomInfo[]): void {
		if (this.snapshot().loading) {
			this.#news.push(change);
		}
		this.#rooms = change(this.#rooms);
		this.#read(this.snapshot().loading);
	}

	#read(loading: boolean, error?: Error): void {
		this.set({ rooms: this.#rooms, loading, error });
	}
}
