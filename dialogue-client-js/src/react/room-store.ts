import type { DialogueClient } from "../client.js";
import type { AnyRoom, RoomState } from "../room-context.js";
import { Store } from "./store.js";

/** What there is to know about a room. */
export interface RoomSnapshot {
	readonly room: AnyRoom | undefined;
	readonly state: RoomState;
	readonly name: string;
	readonly error: Error | undefined;
}

export const idle = (roomId: string): RoomSnapshot => ({ room: undefined, state: "idle", name: roomId, error: undefined });

/** Joins a room while somebody uses it, and leaves it afterwards if nobody had joined it before. */
export class RoomStore extends Store<RoomSnapshot> {
	#room: AnyRoom | undefined;
	#mine = false;
	#error: Error | undefined;
	#unwatch: (() => void) | undefined;

	constructor(private readonly client: DialogueClient<any>, private readonly roomId: string, private readonly onStopped: () => void) {
		super(idle(roomId));
	}

	/** Joins again, after a refusal or when the room was left. */
	readonly join = (): void => {
		if (this.#room === undefined || this.#room.state === "left") {
			this.#watch();
		}
		const room = this.#room;
		this.#mine ||= room?.state === "idle";
		this.#error = undefined;
		room?.join().catch((error: unknown) => {
			if (room === this.#room) {
				this.#error ??= error instanceof Error ? error : new Error(String(error));
				this.#read();
			}
		});
		this.#read();
	};

	protected start(): () => void {
		this.join();
		const off = this.client.onConnect(() => this.#error !== undefined && this.#room?.state === "idle" && this.join());
		return () => {
			off();
			this.#unwatch?.();
			const room = this.#room;
			this.#room = undefined;
			this.onStopped();
			if (this.#mine && room !== undefined && room.state !== "left") {
				void room.leave();
			}
		};
	}

	#watch(): void {
		this.#unwatch?.();
		const room: AnyRoom = this.client.room(this.roomId);
		this.#room = room;
		const offChange = room.onChange(() => this.#read());
		const offLeft = room.onLeft(({ reason, error }) => {
			this.#error = error ?? new Error(`The room was left: ${reason}`);
			this.#read();
		});
		this.#unwatch = () => {
			offChange();
			offLeft();
		};
	}

	#read(): void {
		const room = this.#room;
		this.set({ room, state: room?.state ?? "idle", name: room?.roomName ?? this.roomId, error: this.#error });
	}
}
