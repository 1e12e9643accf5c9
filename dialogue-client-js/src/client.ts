import { Backoff } from "./backoff.js";
import { ClientEvents } from "./client-events.js";
import { Connection, type StateDetail, type TokenReason } from "./connection.js";
import type { ContractShape, DialogueContract, Received, RoomId } from "./contract.js";
import { dispatch } from "./dispatch.js";
import { DialogueError } from "./error.js";
import { AckExchange, type Exchange } from "./exchange.js";
import { Expiry } from "./expiry.js";
import { IdempotencyKeys } from "./idempotency-keys.js";
import { LegacyExchange } from "./legacy-exchange.js";
import type { AuthOptions, DialogueClientOptions } from "./options.js";
import { watchPage } from "./page.js";
import { Reply } from "./reply.js";
import { Requests, type Request } from "./requests.js";
import { RoomContext, type RoomHost } from "./room-context.js";
import { notAMember, Rooms } from "./rooms.js";
import { SocketIoTransport } from "./socket-io-transport.js";
import type { Acknowledgement, ConnectionState, Transport } from "./transport.js";
import type {
	CreateRoomOptions, EventMessage, JoinOptions, LeftDetail, RequestOptions, RoomInfo, RoomList, Unsubscribe,
} from "./types.js";
import { count, nonsense, readRoom, readRooms, type Fields, type Greeting } from "./wire.js";

/**
 * A client of a Dialogue server: one connection, and the rooms that it has joined.
 *
 * When the connection is lost, it comes back by itself, joins its rooms again, and goes on where each broke off.
 */
export class DialogueClient<C extends ContractShape = DialogueContract> {
	readonly #options: DialogueClientOptions;
	readonly #transport: Transport;
	readonly #connection: Connection;
	readonly #requests: Requests;
	readonly #rooms: Rooms;
	readonly #expiry: Expiry;
	readonly #events = new ClientEvents();
	readonly #keys = new IdempotencyKeys();
	#token: AuthOptions["token"];
	#greeting: Greeting | undefined;
	#exchange: Exchange | undefined;
	#unwatchPage: (() => void) | undefined;

	constructor(options: DialogueClientOptions = {}) {
		const { timeout = 10_000, queueSize = 500, refreshBefore = 30_000, auth, autoConnect = true } = options;
		this.#options = options;
		this.#token = auth?.token;
		this.#transport = options.transport ?? new SocketIoTransport(options.url, options.socketOptions);
		this.#connection = new Connection(this.#transport, options, (reason) => this.#auth(reason), typeof this.#token === "function");
		this.#requests = new Requests(queueSize, timeout);
		this.#rooms = new Rooms(this.#requests, new Backoff(options), timeout,
			(roomId) => new RoomContext<never, never>(roomId as never, this.#host()), (room) => this.#events.joined.emit(room));
		this.#expiry = new Expiry(refreshBefore, (expiresAt) => this.#tokenExpires(expiresAt));
		this.#listen();
		if (autoConnect) {
			this.connect().catch(() => {});
		}
	}

	/** The user id that the server has assigned; empty before the first connection. */
	get userId(): string {
		return this.#greeting?.userId ?? "";
	}

	/** The id of the connection; empty before the first one. */
	get clientId(): string {
		return this.#greeting?.clientId ?? "";
	}

	/** Whether the client is connected. */
	get connected(): boolean {
		return this.state === "connected";
	}

	/** The state of the connection; `connecting` also while the client waits for the next attempt. */
	get state(): ConnectionState {
		return this.#connection.state;
	}

	/** More about the state: when the next attempt is, and what went wrong. */
	get stateDetail(): StateDetail {
		return this.#connection.detail;
	}

	/** The rooms that are joined, also while the connection is lost. */
	get rooms(): readonly RoomContext<C, RoomId<C>>[] {
		return this.#rooms.joined;
	}

	/** The transport. */
	get transport(): Transport {
		return this.#transport;
	}

	/** The underlying socket of socket.io-client: the same one over all connections; `undefined` over another transport. */
	get socket(): SocketIoTransport["socket"] | undefined {
		return this.#transport instanceof SocketIoTransport ? this.#transport.socket : undefined;
	}

	/**
	 * Connects; while the client waits for its next attempt, it tries at once.
	 * @returns resolves when the server has greeted; rejects when it refuses, when `reconnectionAttempts` were in vain, or when
	 * `disconnect` is called. As long as the client keeps trying, it does neither.
	 */
	connect(): Promise<void> {
		this.#unwatchPage ??= watchPage({
			suspend: () => this.#connection.suspend(),
			resume: () => this.#connection.resume(),
			hurry: () => this.#connection.hurry(),
		});
		return this.#connection.connect();
	}

	/** Disconnects, leaves all rooms, and refuses what waits for an answer. */
	disconnect(): void {
		this.#unwatchPage?.();
		this.#unwatchPage = undefined;
		this.#connection.disconnect();
		this.#rooms.clear(new DialogueError("DISCONNECTED", "The client was disconnected"));
	}

	/**
	 * Joins a room. While there is no connection, it waits for one; joining a room twice gives the same context.
	 * @returns the room, after its join; rejects with a `DialogueError` if it was refused
	 */
	async join<R extends RoomId<C>>(roomId: R, options: JoinOptions<Received<C, R>> = {}): Promise<RoomContext<C, R>> {
		return this.room(roomId).join(options);
	}

	/** The context of a room, joined or not: for registering handlers before one joins. */
	room<R extends RoomId<C>>(roomId: R): RoomContext<C, R> {
		return this.#rooms.room(roomId);
	}

	/** The context of a room that is joined, also while the connection is lost. */
	getRoom<R extends RoomId<C>>(roomId: R): RoomContext<C, R> | undefined {
		return this.#rooms.joined.find((room) => room.roomId === roomId);
	}

	/** Lists the rooms that the client may see; the list's `total` tells whether that is all of them. */
	async listRooms(options?: RequestOptions): Promise<RoomList> {
		const answer = await this.#request("dialogue:listRooms", undefined, true, options);
		const rooms = readRooms(answer["rooms"], answer["total"]);
		if (rooms === undefined) {
			throw nonsense("dialogue:rooms");
		}
		return rooms;
	}

	/** Creates a room, where the server lets clients do so. It is not joined. */
	async createRoom(room: CreateRoomOptions, options?: RequestOptions): Promise<RoomInfo> {
		const created = readRoom(await this.#request("dialogue:createRoom", { ...room }, false, options));
		if (created === undefined) {
			throw nonsense("dialogue:roomCreated");
		}
		return created;
	}

	/** Deletes a room that this user has created. */
	async deleteRoom(roomId: RoomId<C>, options?: RequestOptions): Promise<void> {
		await this.#request("dialogue:deleteRoom", { roomId }, false, options);
	}

	/**
	 * Gives the server a newer token of the same user, without a new connection.
	 * @returns when it expires, in milliseconds since 1970, if it does
	 */
	async refresh(token: string, options?: RequestOptions): Promise<number | undefined> {
		const { expiresAt } = await this.#request("dialogue:refresh", { token }, false, options);
		if (typeof this.#token !== "function") {
			this.#token = token;
		}
		this.#expiry.watch(count(expiresAt));
		return count(expiresAt);
	}

	/**
	 * Registers a handler of what the server sends to this client alone, under a name of the application's.
	 *
	 * Where the server asks for an acknowledgement, it gets what the handler returns or its promise resolves to; of several
	 * handlers, the first answer that is not `undefined`. Without an answer, the acknowledgement is empty. There is none, and
	 * the server's wait times out, where there is no handler, or where one fails and no other has an answer.
	 */
	on<T = unknown>(name: string, handler: (data: T) => unknown): Unsubscribe {
		return this.#events.named(name).add(handler as (data: unknown) => void);
	}

	/** Registers a handler that is called at each connection, the first one and those that follow. */
	onConnect(handler: () => void): Unsubscribe {
		return this.#events.connect.add(handler);
	}

	/** Registers a handler that is called when the connection is lost or closed. */
	onDisconnect(handler: (reason: string) => void): Unsubscribe {
		return this.#events.disconnect.add(handler);
	}

	/** Registers a handler of changes of the state, and of what there is to know about it. */
	onStateChange(handler: (state: ConnectionState, detail: StateDetail) => void): Unsubscribe {
		return this.#connection.onState.add(handler);
	}

	/**
	 * Registers a handler of errors that belong to no request: failed attempts to connect, nonsense from the server, and
	 * what was refused without anybody looking at the promise. Without a handler, they are shown as uncaught ones.
	 */
	onError(handler: (error: Error) => void): Unsubscribe {
		return this.#events.error.add(handler);
	}

	/** Registers a handler that is called when a room was created. */
	onRoomCreated(handler: (room: RoomInfo) => void): Unsubscribe {
		return this.#events.roomCreated.add(handler);
	}

	/** Registers a handler that is called when a room was deleted. */
	onRoomDeleted(handler: (roomId: string) => void): Unsubscribe {
		return this.#events.roomDeleted.add(handler);
	}

	/**
	 * Registers a handler of all rooms that the client may see, sent in place of single ones where many came or went at once.
	 * The list's `total` tells whether some are left out.
	 */
	onRoomList(handler: (rooms: RoomList) => void): Unsubscribe {
		return this.#events.roomList.add(handler);
	}

	/** Registers a handler that is called when the server let this client join a room. */
	onJoined(handler: (room: RoomContext<C, RoomId<C>>) => void): Unsubscribe {
		return this.#events.joined.add(handler);
	}

	/** Registers a handler that is called when a room was left without `leave()`. */
	onLeft(handler: (roomId: string, detail: LeftDetail) => void): Unsubscribe {
		return this.#events.left.add(handler);
	}

	/**
	 * Registers a handler of the history that the server sends on joining, newest first; where it is large, in several
	 * calls, each older than the one before.
	 */
	onHistory(handler: (roomId: string, events: EventMessage[]) => void): Unsubscribe {
		return this.#events.history.add(handler);
	}

	/** Registers a handler that is told when events of a room may be missing: what is shown should be fetched anew. */
	onGap(handler: (roomId: string) => void): Unsubscribe {
		return this.#events.gap.add(handler);
	}

	/** Registers a handler that is told some time before the token expires, to call `refresh`. */
	onTokenExpiring(handler: (expiresAt: number) => void): Unsubscribe {
		return this.#events.tokenExpiring.add(handler);
	}

	#listen(): void {
		const connection = this.#connection;
		connection.onGreeted.add((greeting) => this.#greeted(greeting));
		connection.onLost.add((reason) => this.#lost(reason));
		connection.onEnded.add((error) => this.#ended(error));
		connection.onMessage.add((...message) => this.#receive(...message));
		connection.onError.add((error) => this.#events.error.emit(error));
		connection.onState.add((state) => state === "connected" && this.#events.connect.emit());
	}

	#greeted(greeting: Greeting): void {
		const exchange = greeting.protocol === undefined ? new LegacyExchange(this.#transport) : new AckExchange(this.#transport);
		this.#greeting = greeting;
		this.#exchange = exchange;
		this.#events.roomsTotal = undefined;
		this.#expiry.watch(greeting.expiresAt);
		this.#rooms.connected(exchange);
		this.#requests.connected(exchange);
	}

	#lost(reason: string): void {
		this.#exchange = undefined;
		this.#expiry.stop();
		this.#rooms.lost();
		this.#requests.lost();
		this.#events.disconnect.emit(reason);
	}

	#ended(error: DialogueError): void {
		this.#rooms.giveUp(error);
		this.#requests.end(error);
	}

	#receive(name: string, payload: unknown, ack?: Acknowledgement): void {
		if (this.#exchange?.receive(name, payload)) {
			return;
		}
		if (name.startsWith("dialogue:") && !dispatch(name, payload, this.#rooms, this.#events)) {
			this.#events.report(nonsense(name));
		}
		this.#events.message(name, payload, ack);
	}

	async #auth(reason: TokenReason): Promise<Fields> {
		const token = typeof this.#token === "function" ? await this.#token(reason) : this.#token;
		const { token: _, ...auth } = this.#options.auth ?? {};
		return token === undefined ? auth : { ...auth, token };
	}

	#tokenExpires(expiresAt: number): void {
		this.#events.tokenExpiring.emit(expiresAt);
		if (typeof this.#token === "function") {
			Promise.resolve(this.#token("expiring")).then((token) => this.refresh(token)).catch((error: unknown) => this.#events.report(error));
		}
	}

	#request(name: string, payload: Fields | undefined, resend: boolean, options?: RequestOptions): Promise<Fields> {
		return this.#send({ name, ...(payload && { payload }), resend }, options);
	}

	/** Where nobody tries to connect, nothing waits for a connection. */
	#send(request: Request, options?: RequestOptions): Promise<Fields> {
		return this.state === "disconnected" || this.state === "error"
			? Promise.reject(new DialogueError("DISCONNECTED", "Connect first")) : this.#requests.send(request, options);
	}

	#host(): RoomHost {
		return {
			join: (room, options) => this.#rooms.join(room, options),
			leave: (room) => this.#rooms.leave(room),
			request: (room, name, payload, options) => room.state === "joining" || room.state === "joined"
				? this.#send({ name, payload, roomId: room.roomId, resend: true }, options)
				: Promise.reject(notAMember(room.roomId)),
			unheard: (promise) => Reply.of(promise, (error) => this.#events.report(error)),
			nextId: () => this.#keys.next(),
			gap: (roomId) => this.#events.gap.emit(roomId),
			history: (roomId, events) => this.#events.history.emit(roomId, events),
			left: (roomId, detail) => this.#events.left.emit(roomId, detail),
		};
	}
}

/**
 * Creates a client, which connects unless `autoConnect` is `false`.
 *
 * With a generated contract, `createDialogueClient<Contract>(…)`, rooms, events, payloads and errors are typed.
 */
export function createDialogueClient<C extends ContractShape = DialogueContract>(
	options: DialogueClientOptions = {}): DialogueClient<C> {
	return new DialogueClient<C>(options);
}
