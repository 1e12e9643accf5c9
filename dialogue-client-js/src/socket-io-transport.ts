import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { DialogueError } from "./error.js";
import { Listeners } from "./listeners.js";
import type { Acknowledgement, ConnectionState, Transport, TransportDetail } from "./transport.js";
import type { Unsubscribe } from "./types.js";

/** Settings of socket.io-client; those of reconnection and authentication are the client's own. */
export type SocketIoOptions = Omit<Partial<ManagerOptions & SocketOptions>,
	"auth" | "autoConnect" | "forceNew" | "multiplex" | "retries" | "ackTimeout" | `reconnection${string}`>;

/** Socket.IO, the transport that is used unless another one is given. */
export class SocketIoTransport implements Transport {
	readonly name = "socket.io";

	/** The underlying socket: the same one over all reconnections. */
	readonly socket: Socket;

	readonly #receivers = new Listeners<[name: string, payload: unknown, ack?: Acknowledgement]>();
	readonly #watchers = new Listeners<[state: ConnectionState, detail?: TransportDetail]>();
	#state: ConnectionState = "disconnected";
	#auth: Record<string, unknown> = {};
	#opening: { resolve: () => void; reject: (error: Error) => void } | undefined;
	/** Grows when a connection is given up: what comes of it later is no news. */
	#givenUp = 0;

	/**
	 * @param url where the server is; the page's own origin by default
	 * @param options settings of socket.io-client
	 */
	constructor(url?: string, options: SocketIoOptions = {}) {
		const settings = {
			...options,
			forceNew: true,
			autoConnect: false,
			reconnection: false,
			auth: (give: (auth: object) => void) => give(this.#auth),
		};
		this.socket = url === undefined ? io(settings) : io(url, settings);
		this.socket.on("connect", () => this.#opened());
		this.socket.on("connect_error", (error) => this.#refused(error));
		this.socket.on("disconnect", (reason) => this.#disconnected(reason));
		this.socket.onAny((name: string, ...args: unknown[]) => this.#received(name, args));
	}

	get state(): ConnectionState {
		return this.#state;
	}

	connect(auth: Record<string, unknown>): Promise<void> {
		this.disconnect();
		this.#auth = auth;
		return new Promise((resolve, reject) => {
			this.#opening = { resolve, reject };
			this.#change("connecting");
			this.socket.connect();
		});
	}

	disconnect(): void {
		this.socket.disconnect();
		this.#fail(new DialogueError("DISCONNECTED", "The connection was given up"), "disconnected");
		this.#givenUp++;
	}

	/** Sends nothing once Socket.IO has told of the end: it would keep it for the next connection. */
	send(name: string, payload?: unknown, ack?: (answer: unknown) => void): void {
		if (!this.socket.connected) {
			return;
		}
		const args = payload === undefined ? [] : [payload];
		this.socket.emit(name, ...args, ...(ack ? [ack] : []));
	}

	onReceive(handler: (name: string, payload: unknown, ack?: Acknowledgement) => void): Unsubscribe {
		return this.#receivers.add(handler);
	}

	onStateChange(handler: (state: ConnectionState, detail?: TransportDetail) => void): Unsubscribe {
		return this.#watchers.add(handler);
	}

	#received(name: string, args: unknown[]): void {
		const ack = typeof args.at(-1) === "function" ? args.pop() as (...answer: unknown[]) => void : undefined;
		this.#receivers.emit(name, args[0], ...(ack ? [this.#ofThisConnection(ack)] : []));
	}

	/** Acknowledgements are numbered anew on each connection: on the next one, it would be that of another message. */
	#ofThisConnection(ack: (...answer: unknown[]) => void): Acknowledgement {
		const { id } = this.socket;
		return (answer) => {
			if (this.socket.connected && this.socket.id === id) {
				ack(...(answer === undefined ? [] : [answer]));
			}
		};
	}

	#opened(): void {
		this.#change("connected");
		this.#opening?.resolve();
		this.#opening = undefined;
	}

	/** Socket.IO keeps a socket active whose server was not reached, and not one that was refused. */
	#refused(error: Error & { data?: unknown }): void {
		const refusal = error.data as { code?: unknown; retryAfter?: unknown } | undefined;
		const code = typeof refusal?.code === "string" ? refusal.code : undefined;
		const reached = code !== undefined || !this.socket.active;
		const retryAfter = typeof refusal?.retryAfter === "number" ? refusal.retryAfter : undefined;
		this.socket.disconnect();
		this.#fail(new DialogueError<string>(reached ? code ?? "CONNECTION_REFUSED" : "CONNECT_FAILED", error.message,
			retryAfter), "error");
	}

	#fail(error: Error, state: ConnectionState): void {
		const opening = this.#opening;
		this.#opening = undefined;
		if (opening) {
			this.#change(state, { reason: error.message });
			opening.reject(error);
		}
	}

	/**
	 * An answer of long-polling may end the connection and bring packets besides. Socket.IO tells of the end at once, then
	 * of packets, and keeps events for the next connection. Here, they come before the end.
	 */
	#disconnected(reason: string): void {
		if (reason.startsWith("io ")) {
			this.#closed(reason);
			return;
		}
		const before = this.#givenUp;
		queueMicrotask(() => {
			const isOpen = (): boolean => before === this.#givenUp && this.#isOpen();
			const events = this.socket.receiveBuffer.splice(0);
			events.forEach(([name, ...args]) => isOpen() && this.#received(name, args));
			if (isOpen()) {
				this.#closed(reason);
			}
		});
	}

	#isOpen(): boolean {
		return this.#state === "connecting" || this.#state === "connected";
	}

	#closed(reason: string): void {
		this.#change("disconnected", { reason, final: reason === "io server disconnect" });
	}

	#change(state: ConnectionState, detail?: TransportDetail): void {
		this.#state = state;
		this.#watchers.emit(state, detail);
	}
}
