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
	#news = 0;
	#asking = 0;

	constructor(private readonly client: DialogueClient<any>) {
		super({ rooms: [], loading: true, error: undefined });
	}

	/** Asks for the list anew: sizes are not announced. */
	readonly refresh = async (): Promise<void> => {
		const asking = ++this.#asking;
		let news: number;
		this.#read(true);
		try {
			do {
				// A room that came or went meanwhile may not be in the answer.
				news = this.#news;
				this.#rooms = await this.client.listRooms();
			} while (news !== this.#news);
			if (asking === this.#asking) {
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
			this.client.onRoomCreated((room) => this.#changed([...this.#rooms.filter(({ id }) => id !== room.id), room])),
			this.client.onRoomDeleted((roomId) => this.#changed(this.#rooms.filter(({ id }) => id !== roomId))),
		];
		if (this.client.connected) {
			void this.refresh();
		}
		return () => {
			this.#asking++;
			offs.forEach((off) => off());
		};
	}

	#changed(rooms: readonly RoomInfo[]): void {
		this.#news++;
		this.#rooms = rooms;
		this.#read(this.snapshot().loading);
	}

	#read(loading: boolean, error?: Error): void {
		this.set({ rooms: this.#rooms, loading, error });
	}
}
