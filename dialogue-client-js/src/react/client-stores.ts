import type { DialogueClient } from "../client.js";
import type { StateDetail } from "../connection.js";
import type { ConnectionState } from "../transport.js";
import { RoomListStore } from "./room-list-store.js";
import { RoomStore } from "./room-store.js";
import { Store } from "./store.js";

interface Connection {
	readonly state: ConnectionState;
	readonly detail: StateDetail;
	readonly userId: string;
}

class ConnectionStore extends Store<Connection> {
	constructor(private readonly client: DialogueClient<any>) {
		super({ state: "disconnected", detail: { attempt: 0 }, userId: "" });
	}

	protected start(): () => void {
		const read = () => this.set({ state: this.client.state, detail: this.client.stateDetail, userId: this.client.userId });
		read();
		return this.client.onStateChange(read);
	}
}

/** What hooks share of one client. */
export class ClientStores {
	readonly connection: Store<Connection>;
	readonly roomList: RoomListStore;
	readonly #rooms = new Map<string, RoomStore>();
	#holders = 0;

	constructor(readonly client: DialogueClient<any>) {
		this.connection = new ConnectionStore(client);
		this.roomList = new RoomListStore(client);
	}

	/** Keeps the client connected until it is released. */
	hold(): () => void {
		this.#holders++;
		void this.client.connect().catch(() => {});
		return () => {
			this.#holders--;
			setTimeout(() => this.#holders === 0 && this.client.disconnect());
		};
	}

	/** The store of a room that somebody uses. */
	peek(roomId: string): RoomStore | undefined {
		return this.#rooms.get(roomId);
	}

	/** The store of a room; forgotten when nobody uses it any more. */
	room(roomId: string): RoomStore {
		let store = this.#rooms.get(roomId);
		if (store === undefined) {
			store = new RoomStore(this.client, roomId, () => this.#rooms.delete(roomId));
			this.#rooms.set(roomId, store);
		}
		return store;
	}
}

const stores = new WeakMap<DialogueClient<any>, ClientStores>();

/** The stores of a client: the same ones for all providers of it. */
export function storesOf(client: DialogueClient<any>): ClientStores {
	let known = stores.get(client);
	if (known === undefined) {
		known = new ClientStores(client);
		stores.set(client, known);
	}
	return known;
}
