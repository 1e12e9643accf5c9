import type { ContractShape, Payload, Received, RoomId, Triggered } from "./contract.js";
import { DialogueError } from "./error.js";
import { Listeners } from "./listeners.js";
import { RoomStream, type Item } from "./room-stream.js";
import type {
	EventMessage, HistoryPage, HistoryQuery, JoinOptions, LeftDetail, RequestOptions, TriggerOptions, TriggerResult, Unsubscribe,
} from "./types.js";
import { count, readEvents, readTriggerResult, type Fields, type Joined } from "./wire.js";

/** Whether a room is joined: `joining` also while the connection is lost and the room will be joined again. */
export type RoomState = "idle" | "joining" | "joined" | "left";

/** What a context needs of its client. */
export interface RoomHost {
	join(room: AnyRoom, options: JoinOptions): Promise<void>;
	leave(room: AnyRoom): Promise<void>;
	request(room: AnyRoom, name: string, payload: Fields, options?: RequestOptions): Promise<Fields>;
	unheard<T>(promise: Promise<T>): Promise<T>;
	nextId(): string;
	gap(roomId: string): void;
	history(roomId: string, events: EventMessage[]): void;
	left(roomId: string, detail: LeftDetail): void;
}

/** A room of whatever contract. */
export type AnyRoom = RoomContext<any, any>;

/** The payload, unless the caller names another type. */
type Data<T, C extends ContractShape, E extends string> = [T] extends [never] ? Payload<C, E> : NoInfer<T>;

/** What follows the event's name in `trigger`: the payload may be left out where it may be undefined. */
type TriggerArguments<P> = undefined extends P
	? [data?: P, meta?: Record<string, unknown>, options?: TriggerOptions]
	: [data: P, meta?: Record<string, unknown>, options?: TriggerOptions];

/**
 * A room as one client sees it.
 *
 * It outlives the connection: when that is lost, the room is joined again with its subscriptions, and its kept
 * events go on where they broke off, without gap or repetition; or `onGap` tells that some may be missing.
 * Handlers are called one after another, in the order of the room's events.
 */
export class RoomContext<C extends ContractShape, R extends RoomId<C>> {
	/** The room's id. */
	readonly roomId: R;

	readonly #host: RoomHost;
	readonly #stream = new RoomStream();
	readonly #handlers = new Map<string, Listeners<[message: EventMessage]>>();
	readonly #any = new Listeners<[eventName: string, message: EventMessage]>();
	readonly #gaps = new Listeners<[]>();
	readonly #histories = new Listeners<[events: EventMessage[]]>();
	readonly #lefts = new Listeners<[detail: LeftDetail]>();
	readonly #changes = new Listeners<[]>();
	readonly #subscriptions = new Set<string>();
	#undelivered: Item[] | undefined;
	#state: RoomState = "idle";
	#name: string;

	/** @internal */
	constructor(roomId: R, host: RoomHost) {
		this.roomId = roomId;
		this.#name = roomId;
		this.#host = host;
	}

	/** The room's name for people; its id until the server has told it. */
	get roomName(): string {
		return this.#name;
	}

	/** Whether the room is joined. */
	get state(): RoomState {
		return this.#state;
	}

	/** The events that this client receives; `*` is all. */
	get subscriptions(): ReadonlySet<string> {
		return this.#subscriptions;
	}

	/** Joins the room, after handlers were registered; the same as `client.join`. */
	async join(options: JoinOptions<Received<C, R>> = {}): Promise<this> {
		await this.#host.join(this, options);
		return this;
	}

	/**
	 * Triggers an event for all who are subscribed to it, oneself included.
	 *
	 * While the connection is lost, the event waits, and is sent in order when the room is joined again. An event whose
	 * acknowledgement was lost with the connection is sent once more under the same id; the server publishes it once.
	 *
	 * @param eventName the event
	 * @param data its payload
	 * @param meta what to add beside the payload
	 * @param options limits of the wait, and the idempotency key
	 * @returns what the server says of the published event; rejects with a `DialogueError` if it refused, if too many
	 * requests wait (`QUEUE_FULL`), or if the room was left. A rejection that nobody handles goes to `client.onError`.
	 */
	trigger<T = never, E extends Triggered<C, R> = Triggered<C, R>>(eventName: E,
		...[data, meta, options = {}]: TriggerArguments<Data<T, C, E>>): Promise<TriggerResult> {
		const { id = this.#host.nextId(), ...limits } = options;
		const payload = { roomId: this.roomId, event: eventName, ...(data !== undefined && { data }), ...(meta && { meta }), id };
		return this.#host.unheard(this.#host.request(this, "dialogue:trigger", payload, limits)
			.then((answer) => readTriggerResult(id, answer)));
	}

	/** Registers a handler of one event. It does not subscribe to it. */
	on<T = never, E extends Received<C, R> = Received<C, R>>(eventName: E,
		handler: (message: EventMessage<Data<T, C, E>>) => void): Unsubscribe {
		const listeners = this.#handlers.get(eventName) ?? new Listeners<[EventMessage]>();
		this.#handlers.set(eventName, listeners);
		return listeners.add(handler as (message: EventMessage) => void);
	}

	/** Registers a handler of all events. */
	onAny(handler: (eventName: Received<C, R>, message: EventMessage) => void): Unsubscribe {
		return this.#any.add(handler as (eventName: string, message: EventMessage) => void);
	}

	/** Registers a handler that is told when events may be missing: what is shown should be fetched anew. */
	onGap(handler: () => void): Unsubscribe {
		return this.#gaps.add(handler);
	}

	/**
	 * Registers a handler of the history that the server sends on joining, newest first; where it is large, in several
	 * calls, each older than the one before.
	 */
	onHistory(handler: (events: EventMessage[]) => void): Unsubscribe {
		return this.#histories.add(handler);
	}

	/** Registers a handler that is told when the room is left without `leave()`: deleted, or no longer allowed. */
	onLeft(handler: (detail: LeftDetail) => void): Unsubscribe {
		return this.#lefts.add(handler);
	}

	/** Registers a handler of changes of state, name and subscriptions. */
	onChange(handler: () => void): Unsubscribe {
		return this.#changes.add(handler);
	}

	/** Subscribes to an event. */
	subscribe(eventName: Received<C, R> | "*"): Promise<void> {
		return this.#subscription("dialogue:subscribe", eventName, true);
	}

	/** Subscribes to all events, future ones included. */
	subscribeAll(): Promise<void> {
		return this.subscribe("*");
	}

	/** Ends a subscription. */
	unsubscribe(eventName: Received<C, R> | "*"): Promise<void> {
		return this.#subscription("dialogue:unsubscribe", eventName, false);
	}

	/** Leaves the room and removes all handlers; this context is then of no more use. */
	leave(): Promise<void> {
		return this.#host.unheard(this.#host.leave(this));
	}

	/**
	 * Fetches events of the room's history.
	 * @param eventName the event
	 * @param start the first index, 0 for the newest event
	 * @param end the index after the last one; `start` + 50 by default
	 * @returns the events, newest first
	 */
	async getHistory<T = never, E extends Received<C, R> = Received<C, R>>(eventName: E, start = 0, end = start + 50,
		options: Omit<HistoryQuery, "start" | "end"> = {}): Promise<EventMessage<Data<T, C, E>>[]> {
		return (await this.getHistoryPage<T, E>(eventName, { ...options, start, end })).events;
	}

	/** Fetches a page of the room's history: of one event, or of all for `null`. */
	async getHistoryPage<T = never, E extends Received<C, R> = Received<C, R>>(eventName: E | null,
		{ start = 0, end = start + 50, before, ...limits }: HistoryQuery = {}): Promise<HistoryPage<Data<T, C, E>>> {
		const payload = { roomId: this.roomId, ...(eventName !== null && { eventName }), start, end,
			...(before !== undefined && { before }) };
		const answer = await this.#host.request(this, "dialogue:getHistory", payload, limits);
		const events = readEvents(answer["events"]);
		if (events === undefined) {
			throw new DialogueError("PROTOCOL_ERROR", "The server's page of history makes no sense");
		}
		return { events: events as EventMessage<Data<T, C, E>>[], start, end: count(answer["end"]) ?? end };
	}

	/** @internal A join begins: what the server is told of what was seen before. */
	joining(again: boolean): Fields {
		this.#stream.hold();
		this.#changed(() => this.#state = "joining");
		const since = this.#stream.position;
		return { ...(since && { since }), ...(again && { subscriptions: [...this.#subscriptions] }) };
	}

	/** @internal The join is answered. */
	joined(joined: Joined): void {
		const first = this.#state !== "joining" || this.#stream.position === undefined;
		const { gap, items } = this.#stream.resume(joined);
		this.#changed(() => {
			this.#state = "joined";
			this.#name = joined.roomName;
			if (joined.subscriptions !== undefined) {
				this.#subscriptions.clear();
				joined.subscriptions.forEach((name) => this.#subscriptions.add(name));
			}
		});
		if (first) {
			this.#deliverSoon();
		}
		if (gap) {
			this.#gaps.emit();
			this.#host.gap(this.roomId);
		}
		items.forEach((item) => this.#deliver(item));
	}

	/** @internal The first join has failed. */
	refused(): void {
		this.#stream.drop();
		this.#changed(() => this.#state = "idle");
	}

	/** @internal */
	receive(item: Item): void {
		const due = this.#state === "joining" || this.#state === "joined" ? this.#stream.accept(item) : undefined;
		if (due !== undefined) {
			this.#deliver(due);
		}
	}

	/** @internal The connection is lost. */
	lost(): void {
		if (this.#state === "joined") {
			this.#changed(() => this.#state = "joining");
		}
	}

	/** @internal The room is left; `detail` tells why, if that was not asked for. */
	end(detail?: LeftDetail): void {
		this.#stream.drop();
		this.#changed(() => this.#state = "left");
		if (detail !== undefined) {
			this.#lefts.emit(detail);
			this.#host.left(this.roomId, detail);
		}
		this.#undelivered = undefined;
		this.#handlers.clear();
		[this.#any, this.#gaps, this.#histories, this.#lefts, this.#changes].forEach((listeners) => listeners.clear());
	}

	/** Whoever awaits the join registers handlers only then: what comes at once waits for that. */
	#deliverSoon(): void {
		this.#undelivered ??= [];
		setTimeout(() => {
			const items = this.#undelivered ?? [];
			this.#undelivered = undefined;
			items.forEach((item) => this.#deliver(item));
		});
	}

	#deliver(item: Item): void {
		if (this.#undelivered !== undefined) {
			this.#undelivered.push(item);
		} else if ("history" in item) {
			this.#histories.emit([...item.history]);
			this.#host.history(this.roomId, [...item.history]);
		} else {
			this.#handlers.get(item.event.event)?.emit(item.event);
			this.#any.emit(item.event.event, item.event);
		}
	}

	/** Takes effect at once, for a join that comes first; again when it is done, because a join replaces all. */
	#subscription(name: string, eventName: string, wanted: boolean): Promise<void> {
		const before = this.#subscriptions.has(eventName);
		const set = (present: boolean) => this.#changed(() => {
			this.#subscriptions[present ? "add" : "delete"](eventName);
		});
		set(wanted);
		return this.#host.unheard(this.#host.request(this, name, { roomId: this.roomId, eventName }).then(() => set(wanted),
			(error: unknown) => {
				set(before);
				throw error;
			}));
	}

	#changed(change: () => void): void {
		change();
		this.#changes.emit();
	}
}
